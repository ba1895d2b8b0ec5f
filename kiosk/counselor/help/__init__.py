"""The handbook: one short page a task, a file a language; and guide, how a box is set up."""
