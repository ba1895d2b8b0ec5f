"""What keeps the records through power cuts, full cards and lost files.

Read disk, mounted, locks, soundness, records, snapshot, stream, backup_names, backup_file, backup,
places, moving, since, restore, first_look, repair, standby, reserve.
"""
