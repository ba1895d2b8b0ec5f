"""The handbook: one short page a task, a file a language."""
