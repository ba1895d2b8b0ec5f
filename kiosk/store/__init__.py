"""The house's records: one SQLite file, one module a table group.

Read database, migrations, rows, stamps, house, settings; then the rooms: keys, clock, people,
attendance, work, rights, safety; and what stands alone: devices, directions, indicators,
month_facts, notices, recordings, wordings.
"""
