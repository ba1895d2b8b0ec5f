"""A copy of the whole of headquarters in one file, and a headquarters made of it.

Read archive (the file), key_files (the keys in it), rows (the tables in it), nightly (many of
them in a directory), last (when one was made), saving, restoring.
The file is the same whichever database it comes from: a headquarters moves from SQLite to
PostgreSQL, and back, by a backup and a restore.
"""
