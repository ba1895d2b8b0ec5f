"""The house: its records, the child's pages and the counselor's panel.

Read house and app for the wiring, then domain, store, child, counselor, desk;
arcade, closing and forgetting for what leaves the pages; serve, caretaker, timekeeper for what
runs beside them; cli and commands for the `aiyou` command; demo for a house that looks lived in.
"""
