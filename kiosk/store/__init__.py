"""The house's records: one SQLite file, one module a table group.

Read database, migrations, stamps, vault, keyslots, house, counselors, audit, audit_lines,
children, consents, visits, sittings, moods, talks, plays, days; then what a child's rights
need: holdings, copying, erasing, tombstones, erased, retention.
"""
