"""Runs in the machine: prints whether the file of its records is whole, and what it holds."""

import sqlite3

RECORDS = "file:/var/lib/aiyou/house.db?mode=ro"
_ASKED = {
    "visit": "SELECT child FROM visits",
    "home": "SELECT child FROM visits WHERE left_at NOT NULL",
    "mood": "SELECT child FROM moods",
    "child": "SELECT id FROM children",
}
db = sqlite3.connect(RECORDS, uri=True)
print("file", *db.execute("PRAGMA integrity_check").fetchone())
for what, asked in _ASKED.items():
    for (child,) in db.execute(asked):
        print(what, child)
