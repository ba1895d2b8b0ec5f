"""The house: its records, the child's pages and the counselor's panel.

Read errors, config, house, app, sessions, catalogs, routes, dress and stylesheet for the wiring,
then domain, store, written, child, counselor, desk, remote (the panel on her own device); arcade,
on_screen, standings, playtime, concerns, closing, month_answers, closing_months, following,
forgetting and wordings for what leaves the pages; serve, server, pulse, caretaker, timekeeper and
archivist for what runs beside them; memory and sodium before all of these; keyholders, founding,
recovering, restoring, returning, joining, repairing and inspection for what is done to a house;
power for switching it off; doctor for how machine and house are, guide for how a box is set up;
cli and commands for the `aiyou` command; demo for a house that looks lived in.
"""
