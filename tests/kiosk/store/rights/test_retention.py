"""What is too old goes, in steps that no child waits for; what has no time yet waits for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.domain.children import Child
from kiosk.domain.moment import ClockState, Moment, from_ms, start_of
from kiosk.domain.moods import Face
from kiosk.domain.retention import Keeping, Shelf
from kiosk.house import House
from kiosk.store.attendance import by_hand, moods, plays, talks, visits
from kiosk.store.rights import audit, retention
from kiosk.store.stamps import stamp
from tests.cast import Hands
from tests.kiosk.store.attendance.test_by_hand import at

KEEPING = Keeping(moods=90, visits=1096, plays=400, audit=1096)
DAY = date(2032, 1, 1)


@pytest.fixture
def years(unlocked: House, panda: Child, hands: Hands) -> House:
    """A house that has kept one of each, every ten days, for four years until DAY."""
    hands.at, hands.moved = datetime(2032, 1, 1, 2, tzinfo=UTC) - timedelta(days=1460), timedelta(0)
    with unlocked.database.transaction() as db:
        for _ in range(147):
            one_of_each(unlocked, db, panda, hands)
            hands.forward(days=10)
    hands.at, hands.moved = datetime(2032, 1, 1, 2, tzinfo=UTC), timedelta(0)
    return unlocked


def one_of_each(house: House, db, child: Child, hands: Hands) -> None:
    visits.check_in(db, child.id, hands())
    moods.keep(db, house.vault, child.id, Face.HIGH, hands())
    plays.keep(db, child.id, "pairs", plays.Answered("memory", 1, True, 900), hands())
    answer = {"answer": house.vault.seal({"face": "high"}), "day": hands().day.isoformat()}
    db.table("feedback").insert({**stamp(db, hands()), "child": child.id, **answer})
    db.table("fetchings").insert({**stamp(db, hands()), "child": child.id, **answer})
    talks.ask(db, house.vault, child.id, hands())
    if hands().day.year < 2031:
        db.execute("UPDATE talks SET answered = 1")
    visits.leave(db, child.id, hands())
    audit.note(db, hands(), "li", "looked at child", child.id)


def empty(house: House, shelf: Shelf, limit: int = 500) -> list[int]:
    went = [1]
    while went[-1]:
        with house.database.transaction() as db:
            went.append(retention.step(db, shelf, KEEPING.first_kept(shelf, DAY), limit))
    return went[1:-1]


def asked_of(db, ask: Callable[[], object]) -> list[str]:
    """The statements that were run, as they were run."""
    said: list[str] = []
    db.conn.set_trace_callback(said.append)
    ask()
    db.conn.set_trace_callback(None)
    return said


def plan(house: House, today: date = DAY) -> dict[Shelf, int]:
    with house.database.reading() as db:
        return retention.plan(db, KEEPING, today)


def query(house: House, sql: str) -> list[tuple]:
    with house.database.reading() as db:
        return db.execute(sql).fetchall()


def test_the_plan_counts_what_is_older_than_it_may_be(years: House) -> None:
    found = plan(years)
    assert found == {
        Shelf.TALKS: 110,
        Shelf.MOODS: 137,
        Shelf.FEEDBACK: 137,
        Shelf.FETCHINGS: 137,
        Shelf.PLAYS: 106,
        Shelf.VISITS: 37,
        Shelf.AUDIT: found[Shelf.AUDIT],
    }
    assert found[Shelf.AUDIT] >= 37
    later = plan(years, DAY + timedelta(days=30))
    assert later[Shelf.MOODS] == 140


def test_exactly_what_was_planned_goes_and_the_rest_stays(years: House) -> None:
    planned = plan(years)
    assert {shelf: sum(empty(years, shelf)) for shelf in Shelf} == planned
    assert plan(years) == dict.fromkeys(Shelf, 0)
    assert query(years, "SELECT min(day) FROM moods") == [("2031-10-03",)]
    assert query(years, "SELECT min(day) FROM visits")[0][0] >= "2028-12-31"
    assert query(years, "SELECT count(*) FROM talks WHERE answered = 0") == [(37,)]
    with years.database.reading() as db:
        assert audit.first_broken(db) is None


def test_it_goes_in_small_steps(years: House) -> None:
    assert empty(years, Shelf.MOODS, 50) == [50, 50, 37]
    steps = empty(years, Shelf.AUDIT, 20)
    assert max(steps) == 20 and len(steps) > 1


def test_letting_go_tells_no_day_anew(years: House) -> None:
    with years.database.transaction() as db:
        db.execute("DELETE FROM unsettled")
    first = query(years, "SELECT first_day FROM children")
    for shelf in Shelf:
        empty(years, shelf)
    assert query(years, "SELECT * FROM unsettled") == []
    assert query(years, "SELECT first_day FROM children") == first


def test_what_has_no_time_yet_waits_unless_something_later_is_too_old(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    """A boot without a date recorded in 1970 what was done yesterday."""
    hands.at = datetime(2029, 6, 1, 2, tzinfo=UTC)
    lost = Moment(datetime(1970, 1, 1, 3, tzinfo=UTC), ClockState.UNKNOWN, "boot-0")

    def keep_lost() -> None:
        with unlocked.database.transaction() as db:
            visits.check_in(db, panda.id, lost)
            visits.leave(db, panda.id, lost)
            moods.keep(db, unlocked.vault, panda.id, Face.LOW, lost)
            plays.keep(db, panda.id, "pairs", plays.Answered("memory", 1, True, 900), lost)

    keep_lost()
    assert plan(unlocked, date(2099, 1, 1))[Shelf.MOODS] == 0
    with unlocked.database.transaction() as db:
        one_of_each(unlocked, db, panda, hands)
    assert set(plan(unlocked, date(2029, 6, 9)).values()) == {0}
    keep_lost()
    found = plan(unlocked, date(2099, 1, 1))
    assert (found[Shelf.MOODS], found[Shelf.VISITS], found[Shelf.PLAYS]) == (2, 2, 2)
    assert sum(empty_on(unlocked, Shelf.MOODS, date(2099, 1, 1))) == 2
    assert query(unlocked, "SELECT clock FROM moods") == [("unknown",)]


LOST = Moment(datetime(1970, 1, 1, 3, tzinfo=UTC), ClockState.UNKNOWN, "boot-0")


def test_what_has_no_time_yet_dates_nothing_that_has_none_either(
    unlocked: House, panda: Child
) -> None:
    for number in range(3):
        lost = replace(LOST, at=LOST.at + timedelta(hours=number), boot=f"boot {number}")
        with unlocked.database.transaction() as db:
            db.execute("UPDATE sequence SET at = 0")
            visits.check_in(db, panda.id, lost)
            visits.leave(db, panda.id, lost)
            moods.keep(db, unlocked.vault, panda.id, Face.LOW, lost)
            plays.keep(db, panda.id, "pairs", plays.Answered("memory", 1, True, 900), lost)
    found = plan(unlocked, date(2029, 1, 1))
    assert {found[shelf] for shelf in (Shelf.MOODS, Shelf.VISITS, Shelf.PLAYS)} == {0}
    assert query(unlocked, "SELECT count(*) FROM plays") == [(3,)]


def test_lines_of_the_audit_that_have_no_time_wait_for_a_later_one_that_is_too_old(
    bare_house: House, hands: Hands
) -> None:
    with bare_house.database.transaction() as db:
        for moment in (LOST, LOST, hands()):
            audit.note(db, moment, "li", "looked", "house")
    assert plan(bare_house, date(2027, 1, 1))[Shelf.AUDIT] == 0
    assert plan(bare_house, date(2099, 1, 1))[Shelf.AUDIT] == 3


def test_what_is_of_the_first_moment_that_is_kept_is_kept(unlocked: House, panda: Child) -> None:
    today = date(2032, 1, 1)
    for shelf in (Shelf.VISITS, Shelf.MOODS, Shelf.PLAYS, Shelf.TALKS, Shelf.AUDIT):
        first_kept = start_of(KEEPING.first_kept(shelf, today))
        for ms in (first_kept - 1, first_kept):
            moment = Moment(from_ms(ms), ClockState.TRUSTED, f"boot {ms}")
            with unlocked.database.transaction() as db:
                for table in ("visits", "moods", "plays", "talks"):
                    db.execute(f"DELETE FROM {table}")
                db.execute("UPDATE sequence SET at = 0")
                visits.check_in(db, panda.id, moment)
                moods.keep(db, unlocked.vault, panda.id, Face.LOW, moment)
                plays.keep(db, panda.id, "pairs", plays.Answered("memory", 1, True, 900), moment)
                talks.ask(db, unlocked.vault, panda.id, moment)
                db.execute("UPDATE talks SET answered = 1")
                audit.note(db, moment, "li", "looked", "house")
            (last,) = query(unlocked, "SELECT max(seq) FROM audit")[0]
            if shelf is Shelf.AUDIT:
                with unlocked.database.reading() as db:
                    went = retention._last_line(db, KEEPING.first_kept(shelf, today)) == last
            else:
                went = plan(unlocked, today)[shelf] == 1
            assert went is (ms < first_kept), (shelf, ms)


def test_no_line_of_the_audit_goes_for_one_of_a_clock_that_was_wrong(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    def note(at: datetime) -> int:
        with unlocked.database.transaction() as db:
            # As after a clock that ran ahead was set right.
            db.execute("UPDATE sequence SET at = 0")
            moment = Moment(at, ClockState.TRUSTED, f"boot of {at.year} {at.day}")
            audit.note(db, moment, "li", "looked", panda.id)
        return query(unlocked, "SELECT max(seq) FROM audit")[0][0]

    right = datetime(2027, 3, 1, 2, tzinfo=UTC)
    numbers = [note(right), note(right.replace(year=2019)), note(right.replace(year=2044))]
    numbers += [note(right + timedelta(days=day)) for day in (1, 1100)]
    days = {
        right: numbers[0] - 1,  # nothing of that day goes, though a later line says 2019
        right + timedelta(days=1): numbers[1],
        right + timedelta(days=2): numbers[3],  # the one of 2044 keeps nothing back
        right + timedelta(days=1200): numbers[4],
    }
    for first_kept, last in days.items():
        with unlocked.database.reading() as db:
            assert retention._last_line(db, first_kept.date()) == last, first_kept


def empty_on(house: House, shelf: Shelf, today: date) -> list[int]:
    with house.database.transaction() as db:
        return [retention.step(db, shelf, KEEPING.first_kept(shelf, today), 1) for _ in range(9)]


def test_a_wish_of_an_unknown_time_waits_for_its_boots_end(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    lost = Moment(datetime(1970, 1, 1, 3, tzinfo=UTC), ClockState.UNKNOWN, "boot-0")
    with unlocked.database.transaction() as db:
        (seq,) = db.execute("SELECT last FROM sequence").fetchone()
        db.execute("INSERT INTO boots VALUES ('boot-0', ?, 0, 'unknown', 'unknown')", [seq])
        talks.ask(db, unlocked.vault, panda.id, lost)
        db.execute("UPDATE talks SET answered = 1")
    assert plan(unlocked, date(2099, 1, 1))[Shelf.TALKS] == 0
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, replace(lost, boot="boot-00"))
    assert plan(unlocked, date(2099, 1, 1))[Shelf.TALKS] == 0
    with unlocked.database.transaction() as db:
        visits.leave(db, panda.id, replace(lost, boot="boot-00"))
        visits.check_in(db, panda.id, hands())
    assert plan(unlocked, hands().day + timedelta(days=7))[Shelf.TALKS] == 0
    assert plan(unlocked, date(2099, 1, 1))[Shelf.TALKS] == 1


def test_a_visit_from_paper_dates_nothing_but_itself(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    """Its number is of the day on which it was typed, its day is of long before."""
    hands.forward(days=800)
    lost = Moment(datetime(1970, 1, 1, 3, tzinfo=UTC), ClockState.UNKNOWN, "boot-0")
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, lost)
        day = date(2026, 11, 10)
        by_hand.back_fill(db, panda.id, day, at(day, 9), None, hands(), "li")
    today = day + timedelta(days=1097)
    assert plan(unlocked, today)[Shelf.VISITS] == 1
    assert sum(empty_on(unlocked, Shelf.VISITS, today)) == 1
    assert query(unlocked, "SELECT clock FROM visits") == [("unknown",)]


def test_the_last_evening_is_remembered(house: House) -> None:
    with house.database.transaction() as db:
        assert retention.last(db) is None
        retention.note_last(db, date(2026, 11, 24))
        retention.note_last(db, date(2026, 11, 25))
        assert retention.last(db) == date(2026, 11, 25)


@pytest.mark.parametrize("shelf", sorted({*Shelf} - {Shelf.TALKS, Shelf.AUDIT}))
def test_no_record_is_read_to_count_the_old(years: House, shelf: Shelf) -> None:
    with years.database.reading() as db:
        asked = asked_of(db, lambda: retention.plan(db, KEEPING, DAY))
        (counts,) = [one for one in asked if f"count(*) FROM {shelf} " in one]
        steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {counts}")]
    assert steps[0].startswith(f"SEARCH {shelf} USING COVERING INDEX")
