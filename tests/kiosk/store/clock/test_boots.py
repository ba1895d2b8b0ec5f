"""What follows when the time of a boot becomes known: read from the real records."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from kiosk.closing import close_day, close_due_days
from kiosk.domain.activities import Activity
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.days import Closing
from kiosk.domain.holdings import Group
from kiosk.domain.moment import ClockState, to_ms
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store.attendance import (
    days,
    first_days,
    moods,
    plays,
    talks,
    tallies,
    visit_lists,
    visits,
)
from kiosk.store.attendance.plays import Answered
from kiosk.store.rights import audit, copying
from kiosk.store.work import activities
from kiosk.timekeeper import Timekeeper
from sync import enrolment, envelope, outbox
from sync.keys import verify_key_of
from sync.summary import DaySummary
from tests.cast import HQ, Hands, enrol
from tests.kiosk.store.clock.conftest import MORNING, Wall, come, go, row

TODAY = date(2026, 11, 24)


def stayed(house: House, child: Child, clock: Timekeeper, wall: Wall, **how_long: float) -> None:
    """Let a child come and go again after a while."""
    come(house, child, clock)
    wall.forward(**how_long)
    go(house, child, clock)


def actions(house: House) -> list[str]:
    with house.database.reading() as db:
        return [line["action"] for line in db.query("SELECT action FROM audit ORDER BY seq")]


def test_all_that_a_boot_recorded_moves_to_its_true_day(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    assert (clock().day, clock().clock) == (date(2026, 11, 24), ClockState.ESTIMATED)
    come(unlocked, panda, clock)
    wall.forward(seconds=20)
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, clock())
        plays.keep(db, panda.id, "pairs", Answered("pairs", 1, right=True, ms=5), clock())
        talks.ask(db, unlocked.vault, panda.id, clock())
    wall.forward(hours=2)
    go(unlocked, panda, clock)
    asked = wall.started + timedelta(seconds=50)
    assert clock.consider(Source.HEADQUARTERS, wall.now) is Verdict.BETTER
    visit = row(unlocked, "SELECT * FROM visits")
    assert (visit["day"], visit["clock"]) == ("2026-11-26", "trusted")
    assert visit["left_at"] - visit["at"] == 7_220_000
    with unlocked.database.transaction() as db:
        (mood,) = moods.between(db, unlocked.vault, date(2026, 11, 26), date(2026, 11, 26))
        (talk,) = talks.waiting(db, unlocked.vault)
        (copied,) = copying.copy_of(db, unlocked.vault, panda.id, clock())[Group.TALKS]
        assert first_days.newcomers(db, date(2026, 11, 26)) == 1
        assert first_days.newcomers(db, date(2026, 11, 24)) == 0
    assert mood.at == talk.at == datetime.fromisoformat(copied["at"]) == asked
    assert row(unlocked, "SELECT day FROM talks") == {"day": "2026-11-26"}
    played = row(unlocked, "SELECT * FROM plays")
    assert (played["at"], played["clock"]) == (int(asked.timestamp() * 1000), "trusted")


@pytest.mark.parametrize(
    ("noted", "of", "verdict"),
    [
        (Action.RESTORED, "the spare", Verdict.BETTER),
        (Action.RESTORED, "the first", Verdict.TOO_EARLY),
        (Action.REPAIRED, "the spare", Verdict.TOO_EARLY),
    ],
)
def test_a_machine_may_be_on_for_longer_than_the_house_that_is_brought_back_to_it(
    unlocked: House, panda: Child, boot: Callable, noted: Action, of: str, verdict: Verdict
) -> None:
    first, wall = boot("b1", MORNING)
    assert first.consider(Source.NETWORK, wall.now) is Verdict.BETTER
    wall.forward(hours=5)
    last = come(unlocked, panda, first)
    spare, wall = boot("b2", MORNING + timedelta(hours=1))
    wall.forward(hours=5)
    with unlocked.database.transaction() as db:
        whose = {"the first": first, "the spare": spare}[of]
        audit.note(db, whose(), "li", noted, "by hand")
    go(unlocked, panda, spare)
    wall.forward(hours=1)
    assert spare.consider(Source.HEADQUARTERS, wall.now) is verdict
    visit = row(unlocked, f"SELECT * FROM visits WHERE seq = {last}")
    assert visit["at"] == to_ms(MORNING + timedelta(hours=5, seconds=30))
    assert visit["left_at"] >= visit["at"]


def test_what_was_estimated_elsewhere_is_not_moved_to_before_the_machine_was_on_that_it_came_to(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    first, wall = boot("b1", MORNING, says=MORNING + timedelta(seconds=30))
    assert first().clock is ClockState.ESTIMATED
    wall.forward(hours=5)
    come(unlocked, panda, first)
    at = wall.now
    spare, wall = boot("b2", MORNING + timedelta(hours=1))
    wall.forward(hours=6)
    with unlocked.database.transaction() as db:
        audit.note(db, spare(), "li", Action.RESTORED, "by hand")
    assert spare.consider(Source.HEADQUARTERS, wall.now) is Verdict.BETTER
    assert row(unlocked, "SELECT at, clock FROM visits") == {"at": to_ms(at), "clock": "estimated"}


def test_an_earlier_boot_that_is_in_nobodys_way_stays_and_is_not_noted(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    first, _ = boot("b1", MORNING, says=MORNING + timedelta(seconds=30))
    come(unlocked, panda, first)
    before = row(unlocked, "SELECT at, day FROM visits")
    second, wall = boot("b2", MORNING + timedelta(hours=1))
    noted = actions(unlocked)
    assert second.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    assert row(unlocked, "SELECT at, day FROM visits") == before
    assert actions(unlocked) == [*noted, Action.SET_CLOCK]


def test_a_boot_is_moved_though_one_that_recorded_nothing_began_at_its_number(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    boot("b1", MORNING)
    ahead, _ = boot("b2", MORNING, says=datetime(2026, 12, 9, tzinfo=UTC))
    come(unlocked, panda, ahead)
    right, wall = boot("b3", MORNING + timedelta(hours=1))
    assert right.consider(Source.COUNSELOR, wall.now, "li") is Verdict.BETTER
    assert row(unlocked, "SELECT day FROM visits") == {"day": "2026-11-26"}
    noted = row(unlocked, "SELECT who, action, subject FROM audit ORDER BY seq DESC LIMIT 1")
    assert (noted["who"], noted["action"]) == ("li", Action.MOVED_BOOT)
    assert re.fullmatch(r"b2 -\d+ ms", noted["subject"])


def test_a_house_that_came_back_to_its_own_machine_sets_the_clock_of_that_one(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    """Meanwhile it was on a spare one: that boot began later, and this one goes on."""
    own, wall = boot("b1", MORNING)
    elsewhere, _ = boot("b2", MORNING + timedelta(hours=1), says=MORNING + timedelta(hours=2))
    before = elsewhere()
    wall.forward(hours=3)
    assert own.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    assert (own().at, own.source) == (wall.now, Source.COUNSELOR)
    again = Timekeeper(unlocked.database, wall, "b1")
    assert (again().at, again.source) == (wall.now, Source.COUNSELOR)
    assert (before.at, before.clock) == (elsewhere().at, ClockState.ESTIMATED)
    kept = row(unlocked, "SELECT source FROM boots WHERE boot = 'b2'")
    assert kept == {"source": Source.WALL}


def test_the_last_certain_moment_is_the_end_of_the_last_certain_boot(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    founded = row(unlocked, "SELECT max(at) AS at FROM consents")["at"]
    first, wall = boot("b1", MORNING)
    certain = first.certain_until()
    assert certain and to_ms(certain) == founded
    first.consider(Source.NETWORK, wall.now)
    stayed(unlocked, panda, first, wall, hours=1)
    second, wall = boot("b2", MORNING + timedelta(hours=2))
    second.consider(Source.NETWORK, wall.now)
    stayed(unlocked, panda, second, wall, hours=2)
    gone = wall.now
    third, wall = boot("b3", MORNING + timedelta(hours=5))
    come(unlocked, panda, third)
    assert third().clock is ClockState.ESTIMATED
    fourth, _ = boot("b4", MORNING + timedelta(hours=6))
    assert third.certain_until() == fourth.certain_until() == gone


def test_when_a_clock_was_set_is_told_of_its_own_boot_and_of_the_last_time(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    first, wall = boot("b1", MORNING)
    set_at = []
    for _ in range(2):
        wall.forward(hours=1)
        first.consider(Source.COUNSELOR, wall.now)
        set_at.append(wall.now)
    wall.forward(hours=1)
    with unlocked.database.transaction() as db:
        audit.note(db, first(), "li", Action.LOOKED_AT_CHILD, panda.id)
    second, later = boot("b2", MORNING + timedelta(hours=4))
    assert second.since() is None
    second.consider(Source.COUNSELOR, later.now)
    assert (first.since(), second.since()) == (set_at[-1], later.now)


def test_the_correction_is_one_line_of_the_audit_and_changes_none(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    come(unlocked, panda, clock)
    with unlocked.database.reading() as db:
        before = list(db.query("SELECT * FROM audit"))
    shift = wall.now - clock().at
    clock.consider(Source.COUNSELOR, wall.now, "li")
    with unlocked.database.reading() as db:
        *same, line = db.query("SELECT * FROM audit ORDER BY seq")
        assert audit.first_broken(db) is None
    assert same == before
    ms = shift // timedelta(milliseconds=1)
    assert (line["who"], line["action"]) == ("li", "set the clock")
    assert line["subject"] == f"counselor +{ms} ms"
    assert line["at"] == int(wall.now.timestamp() * 1000)


def test_trust_survives_a_restart_of_the_service_but_not_of_the_machine(
    unlocked: House, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    clock.consider(Source.COUNSELOR, wall.now)
    wall.forward(hours=1)
    again = Timekeeper(unlocked.database, wall, "b1")
    assert (again().at, again().clock) == (wall.now, ClockState.TRUSTED)
    later, _ = boot("b2", MORNING + timedelta(hours=3))
    assert later().clock is ClockState.ESTIMATED


def test_a_clock_that_said_2030_does_not_hold_the_house_there(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET at = 0")
    wrong = datetime(2030, 5, 1, tzinfo=UTC)
    clock, _ = boot("b1", MORNING, says=wrong)
    come(unlocked, panda, clock)
    assert row(unlocked, "SELECT day FROM visits") == {"day": "2030-05-01"}
    later, wall = boot("b2", MORNING + timedelta(hours=1))
    assert later().day == date(2030, 5, 1)
    come(unlocked, panda, later)
    wall.synchronised, wall.says = True, wall.now
    later.look()
    assert later().at == wall.now
    wall.forward(hours=1)
    go(unlocked, panda, later)
    with unlocked.database.reading() as db:
        first, second = visit_lists.between(db, date(2026, 11, 1), date(2031, 1, 1))
        lines = [line["action"] for line in db.query("SELECT action FROM audit")]
    assert first.arrived == wall.started
    assert second.arrived == wall.started + timedelta(seconds=30)
    assert second.left == wall.now
    assert lines[-2:] == ["set the clock", "moved a boot"]


def test_the_day_that_a_counselor_chose_for_an_activity_stays_with_its_tallies(
    unlocked: House, boot: Callable
) -> None:
    clock, wall = boot("b1", datetime(2026, 12, 1, 2, tzinfo=UTC))
    with unlocked.database.transaction() as db:
        chosen = Activity("剪纸", TODAY, time(7), 60)
        activities.add(db, unlocked.vault, chosen, clock())
    assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    with unlocked.database.reading() as db:
        (kept,) = activities.of_month(db, unlocked.vault, "2026-11")
        assert tallies.of_month(db, "2026-11")["activities"] == 1
        assert tallies.of_month(db, "2026-12") == {}
    assert kept.activity == chosen


def told(house: House) -> list[tuple[str, int]]:
    with house.database.reading() as db:
        known = enrolment.known(db)
        assert known
        key = verify_key_of(known.signing_key)
        opened = [envelope.open_envelope(w.envelope, key, HQ[0]) for w in outbox.waiting(db)]
    summaries = [DaySummary.from_payload(one.payload) for one in opened]
    return [(summary.day.isoformat(), summary.present) for summary in summaries]


def test_headquarters_is_told_both_days_anew(unlocked: House, panda: Child, boot: Callable) -> None:
    enrol(unlocked)
    clock, wall = boot("b1", MORNING, says=datetime(2026, 12, 24, tzinfo=UTC))
    house = replace(unlocked, clock=clock)
    come(house, panda, clock)
    close_day(house, date(2026, 12, 24), Closing.COUNSELOR, "li")
    clock.consider(Source.COUNSELOR, wall.now)
    wall.forward(days=1)
    assert close_due_days(house) == 2
    assert told(house) == [("2026-12-24", 1), ("2026-11-26", 1), ("2026-12-24", 0)]
    assert close_due_days(house) == 0
    with unlocked.database.reading() as db:
        assert days.unsettled(db) == []


def test_a_day_that_was_never_told_and_is_none_is_forgotten(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    come(unlocked, panda, clock)
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        assert days.unsettled(db) == [date(2026, 11, 26)]


def test_a_record_that_waited_for_the_correction_goes_by_the_new_time(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    before = clock()
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.transaction() as db:
        visit = visits.check_in(db, panda.id, before)
        moods.keep(db, unlocked.vault, panda.id, Face.LOW, before)
    assert visit and (visit.arrived, visit.day) == (wall.now, date(2026, 11, 26))
    assert row(unlocked, "SELECT day, clock FROM moods") == {
        "day": "2026-11-26",
        "clock": "trusted",
    }


def test_a_correction_that_fails_half_way_changes_nothing(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    come(unlocked, panda, clock)
    before = (
        row(unlocked, "SELECT * FROM visits"),
        row(unlocked, "SELECT * FROM boots"),
        clock.source,
    )
    with unlocked.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    with pytest.raises(Exception, match="full"):
        clock.consider(Source.COUNSELOR, wall.now)
    after = (
        row(unlocked, "SELECT * FROM visits"),
        row(unlocked, "SELECT * FROM boots"),
        clock.source,
    )
    assert after == before


def test_when_the_house_was_founded_moves_with_its_first_boot(
    unlocked: House, hands: Hands, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    with unlocked.database.transaction() as db:
        now = clock().ms
        db.execute("UPDATE house SET founded_at = ?", [now])
        db.execute("UPDATE counselors SET since = ?", [now])
    clock.consider(Source.COUNSELOR, wall.now)
    true = int(wall.now.timestamp() * 1000)
    assert row(unlocked, "SELECT founded_at FROM house") == {"founded_at": true}
    assert row(unlocked, "SELECT since FROM counselors") == {"since": true}


def test_two_certain_boots_that_overlap_by_a_moment_keep_their_order(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    ahead, wall = boot("b1", MORNING)
    ahead.consider(Source.HEADQUARTERS, wall.now + timedelta(minutes=2))
    come(unlocked, panda, ahead)
    right, wall = boot("b2", wall.now)
    with unlocked.database.transaction() as db:
        plays.keep(db, panda.id, "pairs", Answered("pairs", 1, right=True, ms=5), right())
    assert right.consider(Source.HEADQUARTERS, wall.now) is Verdict.BETTER
    visit, played = row(unlocked, "SELECT at FROM visits"), row(unlocked, "SELECT at FROM plays")
    assert played == visit
    noted = row(unlocked, "SELECT at FROM audit ORDER BY seq DESC LIMIT 1")
    assert noted == visit
    wall.forward(minutes=3)
    assert right().at == wall.now
