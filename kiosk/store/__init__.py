"""The house's records: one SQLite file, one module a table group.

Read database, migrations, stamps, vault, keyslots, house, counselors, audit,
categories, households, children, consents, visits, moods, feedback, talks, plays, tallies,
case_records, cases, activities, days.
"""
