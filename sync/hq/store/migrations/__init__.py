"""How the database of headquarters changes: one step a change, in one line, never altered.

Read env (what Alembic runs), then versions. A change of sync.hq.store.schema gets a file
versions/rNN_what.py here: `revision` is the number in its name, `down_revision` the number before.
A step names tables and columns itself: those of schema are what the last step leaves. There is no
way back but a backup.
"""
