"""The house's records: one SQLite file, one module a table group.

Read database, threshold, migrations, stamps, vault, keyslots, house, counselors, audit,
children, consents, visits, moods, talks, plays, days.
"""
