"""The database of headquarters: its tables, how they change, how it is opened.

Read schema, migrations, migrating, database.
"""
