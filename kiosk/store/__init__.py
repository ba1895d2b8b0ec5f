"""The house's records: one SQLite file, one module a table group.

Read database, migrations, stamps, vault, keyslots, house, counselors, audit,
children, consents, visits, moods, talks, plays, days; boots, shifts, redating for the
time that becomes known later.
"""
