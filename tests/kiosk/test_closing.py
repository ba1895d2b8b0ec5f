from datetime import date

import pytest

from hardware import health
from kiosk.closing import close_day, close_due_days
from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.children import Child
from kiosk.domain.days import Closing
from kiosk.domain.moment import ClockState
from kiosk.domain.retention import Shelf
from kiosk.house import House
from kiosk.store.attendance import by_hand, days, visit_lists, visits
from kiosk.store.attendance.days import Journey
from kiosk.store.rights import retention
from sync import enrolment, outbox, settling
from sync.answer import Answer
from sync.envelope import open_envelope
from sync.keys import verify_key_of
from sync.summary import DaySummary
from tests.cast import EPOCH, HQ, Hands, enrol
from tests.hardware.test_health import NO_VALUE


@pytest.fixture
def enrolled(unlocked: House) -> House:
    """The unlocked house, known to a headquarters."""
    enrol(unlocked)
    return unlocked


def come(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        visits.check_in(db, child.id, house.clock())


def summaries(house: House) -> list[DaySummary]:
    with house.database.reading() as db:
        known = enrolment.known(db)
        assert known
        public = verify_key_of(known.signing_key)
        return [
            DaySummary.from_payload(open_envelope(row.envelope, public, HQ[0]).payload)
            for row in outbox.waiting(db)
        ]


def journeys(house: House) -> list[Journey]:
    """Tell how far each closed day has come, the latest first."""
    with house.database.reading() as db:
        return [journey for _, journey in days.latest_with_journeys(db)]


def unsettled(house: House) -> list[date]:
    with house.database.reading() as db:
        return days.unsettled(db)


def test_a_closed_day_waits_for_headquarters_with_its_counts(
    enrolled: House, panda: Child, hands: Hands
) -> None:
    come(enrolled, panda)
    hands.forward(hours=2)
    with enrolled.database.transaction() as db:
        visits.leave(db, panda.id, hands())
    closed = close_day(enrolled, hands().day, Closing.COUNSELOR, "li")
    assert closed.envelope == 1
    (summary,) = summaries(enrolled)
    assert (summary.day, summary.present, summary.newcomers) == (date(2026, 11, 24), 1, 1)
    assert (summary.minutes_open, summary.clock) == (120, "trusted")
    assert summary.health["disk_free_mb"] > 0


def test_a_sensor_without_a_value_keeps_no_day_open(
    enrolled: House, panda: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_TEMPERATURE", NO_VALUE)
    come(enrolled, panda)
    close_day(enrolled, enrolled.clock().day, Closing.COUNSELOR, "li")
    assert [one.present for one in summaries(enrolled)] == [1]


def test_closing_the_same_day_again_tells_nothing_twice(enrolled: House, panda: Child) -> None:
    come(enrolled, panda)
    for _ in range(3):
        close_day(enrolled, enrolled.clock().day, Closing.COUNSELOR, "li")
    assert len(summaries(enrolled)) == 1


def test_a_child_who_comes_after_closing_is_told_in_a_second_envelope(
    enrolled: House, panda: Child, hands: Hands
) -> None:
    close_day(enrolled, hands().day, Closing.COUNSELOR, "li")
    come(enrolled, panda)
    hands.forward(hours=13)
    assert close_due_days(enrolled) == 1
    assert [summary.present for summary in summaries(enrolled)] == [0, 1]


def test_a_child_who_leaves_after_closing_has_the_day_told_as_long_as_it_was(
    enrolled: House, panda: Child, hands: Hands
) -> None:
    come(enrolled, panda)
    close_day(enrolled, hands().day, Closing.COUNSELOR, "li")
    hands.forward(hours=2)
    with enrolled.database.transaction() as db:
        visits.leave(db, panda.id, hands())
    hands.forward(hours=11)
    assert close_due_days(enrolled) == 1
    assert [summary.minutes_open for summary in summaries(enrolled)] == [0, 120]


def test_days_close_by_the_clock_once(enrolled: House, panda: Child, hands: Hands) -> None:
    come(enrolled, panda)
    assert close_due_days(enrolled) == 0
    hands.forward(hours=12, minutes=5)
    assert close_due_days(enrolled) == 1
    assert close_due_days(enrolled) == 0
    hands.forward(days=1)
    assert close_due_days(enrolled) == 1
    assert [summary.present for summary in summaries(enrolled)] == [1, 0]


def test_who_closed_which_day_is_noted_once(unlocked: House, panda: Child, hands: Hands) -> None:
    come(unlocked, panda)
    yesterday = hands().day
    hands.forward(days=1)
    for _ in range(2):
        close_day(unlocked, yesterday, Closing.COUNSELOR, "li")
    come(unlocked, panda)
    hands.forward(hours=13)
    close_due_days(unlocked)
    with unlocked.database.reading() as db:
        query = "SELECT who, subject FROM audit WHERE action = ? ORDER BY seq"
        noted = [*db.execute(query, [Action.CLOSED_DAY])]
        how = [found.how for day in (yesterday, hands().day) if (found := days.get(db, day))]
    assert noted == [("li", "2026-11-24"), (CLOCK, "2026-11-25")]
    assert how == [Closing.COUNSELOR, Closing.CLOCK]


def test_a_summary_tells_how_far_the_clock_was_believed_and_who_was_new(
    enrolled: House, panda: Child, owl: Child, hands: Hands
) -> None:
    come(enrolled, panda)
    hands.forward(days=1)
    come(enrolled, panda)
    hands.clock = ClockState.ESTIMATED
    close_day(enrolled, hands().day, Closing.COUNSELOR, "li")
    (summary,) = summaries(enrolled)
    assert (summary.present, summary.newcomers, summary.clock) == (1, 0, "estimated")


def test_a_day_of_which_nothing_is_left_is_told_once_and_today_only_in_the_evening(
    enrolled: House, panda: Child, hands: Hands
) -> None:
    for day in range(2):
        come(enrolled, panda)
        close_day(enrolled, hands().day, Closing.COUNSELOR, "li")
        if not day:
            hands.forward(days=1)
    with enrolled.database.transaction() as db:
        for visit in visit_lists.of_child(db, panda.id):
            by_hand.strike(db, visit.seq, hands(), "li")
    assert close_due_days(enrolled) == 1
    assert close_due_days(enrolled) == 0
    told = [(one.day.day, one.present) for one in summaries(enrolled)]
    assert told == [(24, 1), (25, 1), (24, 0)]
    hands.forward(hours=13)
    assert close_due_days(enrolled) == 1


def test_a_clock_that_is_not_known_closes_nothing(
    enrolled: House, panda: Child, hands: Hands
) -> None:
    come(enrolled, panda)
    hands.forward(hours=13)
    hands.clock = ClockState.UNKNOWN
    assert close_due_days(enrolled) == 0


def test_days_closed_before_headquarters_was_known_are_kept_and_then_told_as_they_were_closed(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    for _ in range(2):
        assert close_day(unlocked, hands().day, Closing.COUNSELOR, "li").envelope is None
        hands.forward(days=1)
    with unlocked.database.transaction() as db:
        retention.step(db, Shelf.VISITS, hands().day, 10)
    assert journeys(unlocked) == [Journey.KEPT, Journey.KEPT]
    assert unsettled(unlocked) == []
    enrol(unlocked)
    assert journeys(unlocked) == [Journey.KEPT, Journey.KEPT]
    assert unsettled(unlocked) == [date(2026, 11, 24), date(2026, 11, 25)]
    assert close_due_days(unlocked) == 2
    assert close_due_days(unlocked) == 0
    assert [(told.day.day, told.present, told.newcomers) for told in summaries(unlocked)] == [
        (24, 1, 1),
        (25, 0, 0),
    ]
    assert journeys(unlocked) == [Journey.WAITING, Journey.WAITING]
    with unlocked.database.transaction() as db:
        arrived = Answer("yuexi-0001", EPOCH, accepted=1, at=1, refused=(), messages=())
        settling.acknowledge(db, arrived)
    assert journeys(unlocked) == [Journey.WAITING, Journey.ARRIVED]
    assert close_due_days(unlocked) == 0


def test_a_day_that_changed_before_headquarters_was_known_is_counted_anew_and_told_once(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    closed = close_day(unlocked, hands().day, Closing.COUNSELOR, "li")
    come(unlocked, panda)
    hands.forward(days=1)
    enrol(unlocked)
    assert closed.counts.present == 0
    assert close_due_days(unlocked) == 1
    assert [summary.present for summary in summaries(unlocked)] == [1]


def test_today_closed_before_headquarters_was_known_is_told_in_the_evening(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    close_day(unlocked, hands().day, Closing.COUNSELOR, "li")
    enrol(unlocked)
    assert close_due_days(unlocked) == 0
    hands.forward(hours=13)
    assert close_due_days(unlocked) == 1
    assert close_due_days(unlocked) == 0
    assert [summary.present for summary in summaries(unlocked)] == [1]


def test_while_too_much_waits_days_stay_in_the_house_and_are_told_when_there_is_room(
    enrolled: House, panda: Child, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.room.MOST_ENVELOPES", 3)
    come(enrolled, panda)
    hands.forward(hours=13)
    for _ in range(8):
        close_due_days(enrolled)
        hands.forward(days=1)
    assert len(summaries(enrolled)) == 3
    assert journeys(enrolled) == [Journey.KEPT] * 5 + [Journey.WAITING] * 3
    with enrolled.database.transaction() as db:
        retention.step(db, Shelf.VISITS, hands().day, 10)
        (written,) = db.execute("SELECT count(*) FROM audit").fetchone()
        total = db.execute("SELECT total_changes()").fetchone()
    hands.forward(hours=-14)
    for _ in range(3):
        assert close_due_days(enrolled) == 0
    with enrolled.database.transaction() as db:
        assert db.execute("SELECT count(*) FROM audit").fetchone() == (written,)
        assert db.execute("SELECT total_changes()").fetchone() == total
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, accepted=2, at=1))
    assert close_due_days(enrolled) == 2
    for accepted in (5, 8):
        with enrolled.database.transaction() as db:
            settling.acknowledge(db, Answer("yuexi-0001", EPOCH, accepted=accepted, at=1))
        close_due_days(enrolled)
    assert journeys(enrolled) == [Journey.ARRIVED] * 8
    with enrolled.database.reading() as db:
        said = [outbox.read_said(row[0]) for row in db.execute("SELECT said FROM outbox")]
    assert [one["d"] for one in said if one] == [f"2026-11-{day}" for day in range(24, 31)] + [
        "2026-12-01"
    ]
    assert [one["p"] for one in said if one] == [1] + [0] * 7


def test_a_day_that_changes_while_too_much_waits_is_told_anew_when_there_is_room(
    enrolled: House, panda: Child, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.room.MOST_ENVELOPES", 1)
    day = hands().day
    close_day(enrolled, day, Closing.COUNSELOR, "li")
    come(enrolled, panda)
    assert close_day(enrolled, day, Closing.COUNSELOR, "li").counts.present == 1
    assert [one.present for one in summaries(enrolled)] == [0]
    assert journeys(enrolled) == [Journey.KEPT]
    with enrolled.database.transaction() as db:
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, accepted=1, at=1))
    close_day(enrolled, day, Closing.COUNSELOR, "li")
    assert [one.present for one in summaries(enrolled)] == [1]


def test_the_day_and_its_envelope_are_kept_together_or_not_at_all(
    enrolled: House, panda: Child
) -> None:
    come(enrolled, panda)
    with enrolled.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON days BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    with pytest.raises(Exception, match="x"):
        close_day(enrolled, enrolled.clock().day, Closing.COUNSELOR, "li")
    assert summaries(enrolled) == []
    with enrolled.database.reading() as db:
        assert db.table("days").count == 0
