"""What follows when the time of a boot becomes known: read from the real records."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hardware.clock import Reading
from kiosk.closing import close_day, close_due_days
from kiosk.domain.activities import Activity
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.days import Closing
from kiosk.domain.holdings import Group
from kiosk.domain.moment import HOUSE_ZONE, ClockState, to_ms
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store.attendance import (
    by_hand,
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

MORNING = datetime(2026, 11, 26, 0, 30, tzinfo=UTC)
PAPER_DAY = "2026-11-10"


@dataclass
class Wall:
    """A machine that started at `started`, whose wall clock says what a test wants."""

    started: datetime
    now: datetime
    says: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    synchronised: bool = False

    def __call__(self) -> Reading:
        steady = (self.now - self.started).total_seconds()
        return Reading(self.says, steady, self.synchronised)

    def forward(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


@pytest.fixture
def boot(unlocked: House, panda: Child) -> Callable[..., tuple[Timekeeper, Wall]]:
    """Start the machine at a true time; its records so far are certain, of 24 November."""

    def start(name: str, at: datetime, **says: object) -> tuple[Timekeeper, Wall]:
        wall = Wall(at, at + timedelta(seconds=30), **says)
        return Timekeeper(unlocked.database, wall, name), wall

    return start


def row(house: House, query: str) -> dict:
    with house.database.reading() as db:
        (found,) = db.query(query)
        return found


def come(house: House, child: Child, clock: Timekeeper) -> int:
    with house.database.transaction() as db:
        visit = visits.check_in(db, child.id, clock())
        assert visit
        return visit.seq


def go(house: House, child: Child, clock: Timekeeper) -> None:
    with house.database.transaction() as db:
        assert visits.leave(db, child.id, clock())


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
    ("restored", "verdict"), [(True, Verdict.BETTER), (False, Verdict.TOO_EARLY)]
)
def test_a_machine_may_be_on_for_longer_than_the_house_that_is_brought_back_to_it(
    unlocked: House, panda: Child, boot: Callable, restored: bool, verdict: Verdict
) -> None:
    first, wall = boot("b1", MORNING)
    assert first.consider(Source.NETWORK, wall.now) is Verdict.BETTER
    wall.forward(hours=5)
    last = come(unlocked, panda, first)
    spare, wall = boot("b2", MORNING + timedelta(hours=1))
    wall.forward(hours=5)
    with unlocked.database.transaction() as db:
        if restored:
            audit.note(db, spare(), "li", Action.RESTORED, "by hand")
    go(unlocked, panda, spare)
    wall.forward(hours=1)
    assert spare.consider(Source.HEADQUARTERS, wall.now) is verdict
    visit = row(unlocked, f"SELECT * FROM visits WHERE seq = {last}")
    assert visit["at"] == to_ms(MORNING + timedelta(hours=5, seconds=30))
    assert visit["left_at"] >= visit["at"]


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
    with unlocked.database.reading() as db:
        first, second = visit_lists.between(db, date(2026, 11, 1), date(2031, 1, 1))
        lines = [line["action"] for line in db.query("SELECT action FROM audit")]
    assert first.arrived == wall.started
    assert second.arrived == wall.started + timedelta(seconds=30)
    assert lines[-2:] == ["set the clock", "moved a boot"]


def test_two_open_visits_that_come_to_one_day_are_one_after_the_other(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    first = come(unlocked, panda, boot("b1", MORNING)[0])
    again, wall = boot("b2", MORNING + timedelta(hours=1), says=datetime(2026, 12, 9, tzinfo=UTC))
    second = come(unlocked, panda, again)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE boots SET clock = 'unknown', source = 'unknown' WHERE boot = 'b1'")
    again.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        early, late = visit_lists.between(db, date(2026, 11, 26), date(2026, 11, 26))
        assert [visit.seq for visit in visits.here(db, again())] == [second]
    assert (early.seq, late.seq) == (first, second)
    assert (early.left, late.left) == (late.arrived, None)


def test_what_was_written_from_paper_keeps_the_time_on_the_paper(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", MORNING)
    seq = come(unlocked, panda, clock)
    changes = {"how": "paper", "day": PAPER_DAY, "at": 5, "left_at": 6, "clock": "trusted"}
    with unlocked.database.transaction() as db:
        db.table("visits").update(seq, changes)
    clock.consider(Source.COUNSELOR, wall.now)
    kept = row(unlocked, "SELECT * FROM visits")
    assert {name: kept[name] for name in changes} == changes


TODAY = date(2026, 11, 24)
SEVEN, TEN = (datetime(2026, 11, 24, hour, tzinfo=HOUSE_ZONE) for hour in (7, 10))


def come_on_paper(house: House, child: Child, clock: Timekeeper, at: datetime = SEVEN) -> None:
    with house.database.transaction() as db:
        by_hand.back_fill(db, child.id, TODAY, at, None, clock(), "li")


def test_a_tap_that_ends_a_visit_from_paper_moves_with_its_boot(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", datetime(2026, 11, 24, 8, tzinfo=UTC))
    come_on_paper(unlocked, panda, clock)
    go(unlocked, panda, clock)
    with unlocked.database.transaction() as db:
        days.settle(db, TODAY)
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        (visit,) = visit_lists.between(db, TODAY, TODAY)
        assert days.is_unsettled(db, TODAY)
    assert visit.arrived == SEVEN
    assert visit.left and abs(visit.left - wall.now) < timedelta(seconds=1)


def test_a_tap_that_ends_a_visit_from_paper_never_moves_before_it(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    says = datetime(2026, 11, 24, 8, tzinfo=UTC)
    clock, wall = boot("b1", datetime(2026, 11, 24, 1, tzinfo=UTC), says=says)
    come_on_paper(unlocked, panda, clock, TEN)
    go(unlocked, panda, clock)
    assert clock.consider(Source.COUNSELOR, wall.now) is Verdict.BETTER
    with unlocked.database.reading() as db:
        (visit,) = visit_lists.between(db, TODAY, TODAY)
    assert visit.left == visit.arrived == TEN


def test_a_visit_from_paper_that_ended_as_the_child_came_again_ends_when_it_truly_came(
    unlocked: House, panda: Child, boot: Callable
) -> None:
    clock, wall = boot("b1", datetime(2026, 11, 24, 8, tzinfo=UTC))
    come_on_paper(unlocked, panda, clock)
    come(unlocked, panda, clock)
    clock.consider(Source.COUNSELOR, wall.now)
    with unlocked.database.reading() as db:
        on_paper, tapped = visit_lists.between(db, TODAY, TODAY)
    assert on_paper.left == tapped.arrived
    assert abs(tapped.arrived - wall.now) < timedelta(seconds=1)


def test_the_day_that_a_counselor_chose_for_an_activity_stays_with_its_tallies(
    unlocked: House, boot: Callable
) -> None:
    clock, wall = boot("b1", datetime(2026, 12, 1, 2, tzinfo=UTC))
    with unlocked.database.transaction() as db:
        chosen = Activity("剪纸", TODAY, SEVEN.time(), 60)
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
    wall.forward(minutes=3)
    assert right().at == wall.now
