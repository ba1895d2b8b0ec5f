"""Runs in the machine: prints clock and day of the last visit, and its ms after the first act."""

import sqlite3

db = sqlite3.connect("file:/var/lib/aiyou/house.db?mode=ro", uri=True)
(first,) = db.execute("SELECT min(at) FROM audit").fetchone()
clock, at, day = db.execute("SELECT clock, at, day FROM visits ORDER BY seq DESC").fetchone()
print(clock, day, at - first)
