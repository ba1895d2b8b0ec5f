"""Gives a child a row in every table that can hold one, as the house's pages would."""

from datetime import date
from secrets import token_hex

from kiosk import standings
from kiosk.domain.children import Child
from kiosk.domain.concern import Snooze
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store.attendance import moods, plays, talks, visits
from kiosk.store.keys.vault import LONG
from kiosk.store.people import tags
from kiosk.store.rights.holdings import HOLDINGS, packed
from kiosk.store.stamps import sealed_stamp, stamp
from kiosk.store.work import snoozes

FIRST_DAY = date(2026, 11, 24)


def fill(house: House, *children: Child) -> None:
    """Let children live together, come, play, answer, ask, and take part in one activity."""
    home = token_hex(16)
    with house.database.transaction() as db:
        people = [{"name": "欧阳建国", "relation": "爷爷", "phone": "13987654321"}]
        db.table("households").insert({"id": home, "file": house.vault.seal({"people": people})})
        for child in children:
            _fill(house, db, child, home)
        activity = {
            "name": "剪纸",
            "day": "2026-11-24",
            "start": "15:00",
            "minutes": 60,
            "children": packed(child.id for child in children),
            "others": 1,
            **sealed_stamp(db, house.clock()),
        }
        sealed = house.vault.seal(activity, LONG)
        db.table("activities").insert({"id": token_hex(16), "month": "2026-11", "record": sealed})


def _fill(house: House, db, child: Child, home: str) -> None:
    (file,) = db.execute("SELECT file FROM children WHERE id = ?", [child.id]).fetchone()
    record = {**house.vault.open_record(file), "household": home}
    db.table("children").update(child.id, {"file": house.vault.seal(record, LONG)})
    tags.give(db, child.id, token_hex(4), house.vault.keeper.id, house.clock())
    visits.check_in(db, child.id, house.clock())
    moods.keep(db, house.vault, child.id, Face.LOW, house.clock())
    moods.keep(db, house.vault, child.id, None, house.clock())
    standings.keep(
        db,
        child.id,
        "team_pairs",
        plays.Answered("memory", 2, True, 1200, fact="山"),
        house.clock(),
    )
    feedback = {
        "child": child.id,
        "day": f"{FIRST_DAY}",
        "answer": house.vault.seal({"face": "high"}),
    }
    db.table("feedback").insert({**stamp(db, house.clock()), **feedback})
    fetching = {**feedback, "answer": house.vault.seal({"by": "mother"})}
    db.table("fetchings").insert({**stamp(db, house.clock()), **fetching})
    visits.leave(db, child.id, house.clock())
    talks.ask(db, house.vault, child.id, house.clock())
    note = {
        "child": child.id,
        "kind": "note",
        "day": "2026-11-24",
        "text": "爷爷说作业做得很好",
        "by": house.vault.keeper.id,
        **sealed_stamp(db, house.clock()),
    }
    case = {"id": token_hex(16), "whose": house.vault.pseudonym(child.id), "open": False}
    db.table("cases").insert({**case, "record": house.vault.seal(note, LONG)})
    snooze = Snooze(date(2026, 12, 8), talked=FIRST_DAY)
    snoozes.put_off(db, house.vault, child.id, snooze, house.clock())


def sealed_rows(house: House, child: Child) -> list[bytes]:
    """Read every ciphertext that is of the child."""
    found = []
    with house.database.reading() as db:
        for holding in HOLDINGS.values():
            if holding.sealed is None:
                continue
            for key in holding.find(db, house.vault, child.id):
                query = f"SELECT {holding.sealed} FROM {holding.table} WHERE {holding.key} = ?"
                found.append(db.execute(query, [key]).fetchone()[0])
    return found
