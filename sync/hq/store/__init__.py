"""The database of headquarters: its tables, how they change, how it is opened, its months.

Read schema, migrations, turns, migrating, writer, away, database, upserts, partitions.
"""
