"""The house's records: one SQLite file, one module a table group.

Read database, migrations, stamps, vault, keyslots, house, counselors, audit,
children, consents, visits, moods, talks, plays, days.

Then what keeps the file itself: disk, locks, soundness, snapshot, stream, backup_file,
card_key, backup, places, moving, restore, repair, standby, reserve, erased, notices.
"""
