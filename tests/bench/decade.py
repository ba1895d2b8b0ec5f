"""Years of a house of sixty children, written at once: what a card holds after them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

import sqlite_utils

from kiosk.domain.activities import Activity
from kiosk.domain.ages import AgeBand
from kiosk.domain.casework import Entry, FollowUp, Note, RiskLevel
from kiosk.domain.categories import LEFT_BEHIND
from kiosk.domain.children import COLOURS, PICTURES, Child, ChildFile
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.households import of_guardian
from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment
from kiosk.domain.moods import Face
from kiosk.house import House, fill_ratings
from kiosk.store.people import children, consents
from kiosk.store.rights.audit import _chain
from kiosk.store.work import activities, cases
from tests.cast import EPOCH, GUARDIAN, LEGAL_NAME, PHONE

CHILDREN, COME_A_DAY, LOOKS_A_DAY = 60, 49, 20
DAY, MONTH, YEAR = timedelta(days=1), timedelta(days=31), timedelta(days=365)
STAYS = 2.5 * YEAR
MOODS_KEPT, PLAYS_KEPT, AUDIT_KEPT = 90 * DAY, 400 * DAY, 3 * YEAR
TALKS_KEPT = MOODS_KEPT
BOOT = "3b1c7f1e-6f0a-4c54-9d5e-0f6f2f0f6a11"
CLOCK = ClockState.TRUSTED
MONDAY, SUNDAY = 0, 6
NOTED_A_WEEK, FOLLOWED_A_WEEK, AT_ACTIVITY = 10, 5, 20


@dataclass
class Pages:
    """The rows of each table, in the order of time; every record takes a number."""

    house: House
    now: datetime
    seq: int
    last_line: bytes
    rng: Random = field(default_factory=lambda: Random(7))
    tables: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def keep(self, table: str, **row: object) -> None:
        self.tables.setdefault(table, []).append(row)

    def stamp(self, at: datetime) -> dict[str, int | str]:
        self.seq += 1
        return {"seq": self.seq, "at": _ms(at), "clock": CLOCK.value, "boot": BOOT}

    def holds(self, day: date, how_long: timedelta) -> bool:
        return self.now.date() - day <= how_long


def live_for(house: House, span: timedelta, now: datetime) -> int:
    """Fill an unlocked, enrolled house with all that happened in the time before `now`.

    Nobody has gone home today. Returns how many visits there are.
    """
    first = (now - span).date()
    with house.database.transaction() as db:
        places = _move_in(db, house, span, now)
        (seq,) = db.execute("SELECT last FROM sequence").fetchone()
        (line,) = db.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        pages = Pages(house, now, seq, line)
        for day in _open_days(first, now.date()):
            inside = [place[min((day - first) // STAYS, len(place) - 1)] for place in places]
            _live(pages, day, pages.rng.sample(inside, COME_A_DAY))
        for table, rows in pages.tables.items():
            _write(db, table, rows)
        db.execute("UPDATE sequence SET last = ?, at = ?", [pages.seq, _ms(now)])
        db.execute(
            "UPDATE children SET first_day ="
            " (SELECT min(day) FROM visits WHERE visits.child = children.id)"
        )
        db.execute("INSERT INTO unsettled VALUES (?)", [now.date().isoformat()])
    fill_ratings(house.database)
    return len(pages.tables["visits"])


def _move_in(
    db: sqlite_utils.Database, house: House, span: timedelta, now: datetime
) -> list[list[str]]:
    """Add the children of all years: each place is held by one after the other."""
    paper = ConsentPaper(GUARDIAN, ConsentWay.PAPER, "李老师", now.date())
    file = ChildFile(LEGAL_NAME, date(2017, 5, 20), LEFT_BEHIND, of_guardian(GUARDIAN, PHONE))
    begun, generations = Moment(now - span, CLOCK, BOOT), max(span // STAYS, 1)
    places: list[list[str]] = [[] for _ in range(CHILDREN)]
    for generation in range(generations):
        for number, place in enumerate(places):
            look = PICTURES[number % 40], COLOURS[number // 40], AgeBand.MIDDLE, "zh_Hans"
            still_comes = generation == generations - 1
            card = Child("", f"孩子{number}", *look, active=still_comes)
            child = children.add(db, house.vault, card, file, begun)
            consents.decide(db, house.vault, child, dict.fromkeys(Purpose, True), paper, begun)
            if still_comes:
                level = RiskLevel(now.date() - MONTH, 1, "奶奶身体还好")
                cases.add(db, house.vault, child, level, begun)
            place.append(child)
    return places


def _open_days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if day.weekday() != SUNDAY or day == last:
            yield day
        day += DAY


def _live(pages: Pages, day: date, come: list[str]) -> None:
    is_today = day == pages.now.date()
    opens = datetime.combine(day, time(15, 40), HOUSE_ZONE)
    for number, child in enumerate(come):
        at = pages.now if is_today else opens + timedelta(minutes=number)
        _visit(pages, child, day, at, goes=not is_today and pages.rng.random() < 0.9)
    if pages.holds(day, AUDIT_KEPT):
        _look_around(pages, day, at)
    if not is_today:
        _close(pages, day, len(come))
    if day.weekday() == MONDAY:
        if pages.holds(day, TALKS_KEPT):
            _ask(pages, day, come[0])
        _care(pages, day, at, come)


def _visit(pages: Pages, child: str, day: date, at: datetime, *, goes: bool) -> None:
    whose = {"child": child, "day": day.isoformat()}
    left = {"left_at": _ms(at) + 5_400_000, "left_boot": BOOT} if goes else {}
    nobody = {"left_at": None, "left_boot": None}
    pages.keep("visits", **pages.stamp(at), **whose, how="touch", **{**nobody, **left})
    stamped = pages.stamp(at)
    if pages.holds(day, MOODS_KEPT):
        face = pages.rng.choice([*Face]).value
        answer = pages.house.vault.seal({"face": face})
        pages.keep("moods", **stamped, **whose, answer=answer)
        pages.keep("feedback", **pages.stamp(at), **whose, answer=answer)
    for _ in range(4):
        stamped = pages.stamp(at)
        if pages.holds(day, PLAYS_KEPT):
            game = {"game": "team_pairs", "skill": "memory", "level": 2, "right": 1, "ms": 2100}
            pages.keep("plays", **stamped, child=child, **game)


def _look_around(pages: Pages, day: date, at: datetime) -> None:
    for _ in range(LOOKS_A_DAY):
        line = {**pages.stamp(at), "who": "0" * 32, "action": "looked at today"}
        line["subject"] = day.isoformat()
        pages.last_line = _chain(pages.last_line, line)
        pages.keep("audit", **line, hash=pages.last_line)


def _close(pages: Pages, day: date, present: int) -> None:
    """Close a day; headquarters had it long ago."""
    at = datetime.combine(day, time(20), HOUSE_ZONE)
    number = len(pages.tables.get("days", [])) + 1
    counts = {"minutes_open": 138, "present": present, "newcomers": 0}
    pages.keep(
        "days", day=day.isoformat(), **counts, closed_at=_ms(at), how="clock", envelope=number
    )
    seconds = int(at.timestamp())
    told = {"kind": "day", "minted_at": seconds, "acknowledged_at": seconds}
    pages.keep("outbox", epoch=EPOCH, seq=number, **told)


def _ask(pages: Pages, day: date, child: str) -> None:
    request = {"child": child, "seq": pages.seq, "boot": BOOT, "ticks": 0}
    sealed = pages.house.vault.seal(request)
    which = f"{pages.rng.getrandbits(64):016x}"
    answered = day != pages.now.date()
    whose = {"id": which, "day": day.isoformat(), "boot": BOOT}
    pages.keep("talks", **whose, answered=answered, request=sealed)


def _care(pages: Pages, day: date, at: datetime, come: list[str]) -> None:
    """Note something of some children, do what was due for others, and do something together."""
    is_past = day < pages.now.date() - timedelta(days=7)
    for child in come[:NOTED_A_WEEK]:
        _case(pages, at, child, Note(day, "今天和她谈了学校的事。"))
    for child in come[-FOLLOWED_A_WEEK:]:
        due = FollowUp("给奶奶打电话", day, day if is_past else None, "打过了" if is_past else "")
        _case(pages, at, child, due)
    told = Activity("剪纸", day, time(16), 90, frozenset(come[:AT_ACTIVITY]))
    head = {"by": "0" * 32, "seq": pages.seq, "boot": BOOT, "ticks": 0}
    pages.keep("activities", id=_id(pages), **activities._sealed(pages.house.vault, head, told))


def _case(pages: Pages, at: datetime, child: str, entry: Entry) -> None:
    vault = pages.house.vault
    head = {"child": child, "by": "0" * 32, "seq": pages.seq, "boot": BOOT, "ticks": _ms(at)}
    place = {"rowid": pages.rng.getrandbits(62), "id": _id(pages)}
    pages.keep("cases", **place, whose=vault.pseudonym(child), **cases._sealed(vault, head, entry))


def _id(pages: Pages) -> str:
    return f"{pages.rng.getrandbits(128):032x}"


def _write(db: sqlite_utils.Database, table: str, rows: list[dict[str, object]]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    values = ", ".join(f":{name}" for name in rows[0])
    db.conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
