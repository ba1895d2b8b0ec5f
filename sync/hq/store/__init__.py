"""The database of headquarters: how it is opened, its tables, how they change.

Read schema, database.
"""
