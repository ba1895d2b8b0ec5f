"""The house's records: one SQLite file, one module a table group.

Read database, migrations, stamps, vault, carried, sticks, keyslots, recovery, house,
counselors, patience, audit, children, consents, visits, moods, talks, plays, days.
"""
