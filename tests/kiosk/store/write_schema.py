"""Writes what a released version leaves behind, for the next ones to upgrade.

`python -m tests.kiosk.store.write_schema 3` once, when version 3 of the schema is released;
what is written stays as it is for ever.
"""

import sqlite3
import sys
from contextlib import closing
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

from nacl.public import PrivateKey

from kiosk.closing import close_day
from kiosk.config import HouseConfig
from kiosk.domain.casework import Note
from kiosk.domain.concern import Snooze
from kiosk.domain.consent import Purpose
from kiosk.domain.days import Closing
from kiosk.domain.fetchings import Fetcher
from kiosk.domain.moods import Face
from kiosk.domain.plans import Plan
from kiosk.house import House, open_house
from kiosk.store import devices, wordings
from kiosk.store.attendance import feedback, fetchings, moods, plays, talks, visits
from kiosk.store.attendance.plays import Answered
from kiosk.store.database import FILE_NAME
from kiosk.store.people import tags
from kiosk.store.work import cases, plans, snoozes
from tests.cast import Hands, add_child, enrol, found, unlock

LATER = date(2026, 12, 8)
HERE = Path(__file__).parent
RECOVERY = bytes(PrivateKey(bytes(range(32))).public_key)


def live_three_days(house: House, hands: Hands) -> None:
    """Let two children come and go; the third day is still open."""
    panda = add_child(house, "小竹", keeps=set(Purpose), birth=date(2020, 3, 14))
    add_child(house, "阿木", keeps=set(), birth=date(2017, 5, 2))
    for number in range(3):
        with house.database.transaction() as db:
            visits.check_in(db, panda.id, hands())
            moods.keep(db, house.vault, panda.id, Face.LOW if number else None, hands())
            feedback.keep(db, house.vault, panda.id, Face.HIGH, hands())
            fetchings.keep(db, house.vault, panda.id, Fetcher.GRANDMOTHER, hands())
            plays.keep(db, panda.id, "team_pairs", Answered("memory", 2, True, 1800), hands())
            if number == 1:
                tags.give(db, panda.id, "0004242424", "li", hands())
                wordings.approve(db, "bo", "child", "Back", "ཕྱིར་ལོག", hands(), "li")
                talks.ask(db, house.vault, panda.id, hands())
                snoozes.put_off(db, house.vault, panda.id, Snooze(LATER), hands())
                cases.add(db, house.vault, panda.id, Note(hands().day, "喜欢画画"), hands())
                plans.add(db, house.vault, Plan("读绘本", LATER, time(16), 45), hands())
                devices.pair(db, "手机", house.vault.keeper.id, hands())
        hands.forward(hours=2)
        if number < 2:
            with house.database.transaction() as db:
                visits.leave(db, panda.id, hands())
            close_day(house, hands().day, Closing.CLOCK, "clock")
        hands.forward(hours=22)


def main(version: str) -> None:
    with TemporaryDirectory() as directory:
        hands = Hands()
        house = open_house(HouseConfig(data=Path(directory), argon2_memory_kib=1024), hands)
        found(house, RECOVERY)
        unlock(house)
        enrol(house)
        live_three_days(house, hands)
        house.close()
        with closing(sqlite3.connect(Path(directory) / FILE_NAME)) as db:
            script = "\n".join(db.iterdump())
    (HERE / "schemas" / f"{version}.sql").write_text(f"{script}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
