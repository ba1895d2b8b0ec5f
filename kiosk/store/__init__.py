"""The house's records: one SQLite file, one module a table group.

Read database, migrations, stamps, beliefs, boots, shifts, redating, vault, carried, sticks,
keyslots, recovery, patience, house, founding, counselors, audit, audit_lines; categories,
households, circles, children, tags, consents, visits, sittings, moods, feedback, fetchings, talks,
plays, tallies, settings, case_records, cases, snoozes, activities, days, notices; recordings,
wordings; what a child's rights need: holdings, copying, erasing, tombstones, erased, retention;
and what keeps it all: disk, locks, soundness, snapshot, stream, backup_names, backup_file,
card_key, backup, places, moving, restore, first_look, repair, standby, reserve.
"""
