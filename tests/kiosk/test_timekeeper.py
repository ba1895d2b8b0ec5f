from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from hardware import chip, clock
from hardware.clock import Reading
from kiosk.caretaker import CHORES, keep_time
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState
from kiosk.house import House, open_house
from kiosk.store.attendance import visit_lists, visits
from kiosk.store.database import FILE_NAME, Database
from kiosk.timekeeper import Timekeeper
from sync import enrolment, outbox
from sync.enrolment import Enrolment
from sync.keys import generate_signing_key
from tests.cast import Hands, add_child, found, unlock
from tests.sync.conftest import EPOCH, HOUSE, Door, TinyHeadquarters, a_day, until
from tests.sync.conftest import NOW as TOLD

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)


@dataclass
class Clocks:
    """What the machine says, as a test wants it."""

    at: datetime = NOW
    steady: float = 60.0
    synchronised: bool = False
    from_chip: bool = False

    def __call__(self) -> Reading:
        return Reading(self.at, self.steady, self.synchronised, self.from_chip)

    def forward(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.steady += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def lost(config: HouseConfig, recovery: tuple[bytes, bytes]) -> House:
    """A house set up by counselor Li on a machine that woke in 1970, and unlocked."""
    house = open_house(config, Hands(LONG_AGO, ClockState.UNKNOWN, "before"))
    found(house, recovery[1])
    unlock(house)
    yield house
    house.close()


def told(keeper: Timekeeper) -> tuple[datetime, ClockState]:
    moment = keeper()
    return moment.at, moment.clock


def test_a_wall_clock_is_read_once_and_its_jumps_are_ignored(house: House, clocks: Clocks) -> None:
    keeper = Timekeeper(house.database, clocks, "b1")
    clocks.forward(10)
    clocks.at += timedelta(days=1000)
    keeper.look()
    assert told(keeper) == (NOW + timedelta(seconds=10), ClockState.ESTIMATED)
    again = Timekeeper(house.database, clocks, "b1")
    assert told(again) == told(keeper)


def test_what_the_network_keeps_right_is_certain_from_the_start(
    house: House, clocks: Clocks
) -> None:
    clocks.synchronised = True
    keeper = Timekeeper(house.database, clocks, "b1")
    assert told(keeper) == (NOW, ClockState.TRUSTED)
    assert (keeper.source, keeper.since()) == (Source.NETWORK, NOW)


def test_a_chip_is_certain_until_somebody_better_speaks(house: House, clocks: Clocks) -> None:
    clocks.from_chip = True
    keeper = Timekeeper(house.database, clocks, "b1")
    assert (keeper.source, told(keeper)) == (Source.CHIP, (NOW, ClockState.TRUSTED))
    hour = timedelta(hours=1)
    assert keeper.consider(Source.COUNSELOR, NOW + hour) is Verdict.BETTER
    keeper.told_by_headquarters(int((NOW + 2 * hour).timestamp()))
    assert keeper.source is Source.HEADQUARTERS
    assert keeper.consider(Source.COUNSELOR, NOW) is Verdict.OUTRANKED
    clocks.at, clocks.synchronised = NOW + 3 * hour, True
    keeper.look()
    assert (keeper.source, told(keeper)) == (Source.NETWORK, (NOW + 3 * hour, ClockState.TRUSTED))


def test_a_chip_whose_battery_is_empty_is_not_believed(house: House, clocks: Clocks) -> None:
    clocks.from_chip, clocks.at = True, LONG_AGO
    keeper = Timekeeper(house.database, clocks, "b1")
    assert keeper.source is Source.RECORD


def test_a_time_kept_for_a_machine_whose_chip_has_no_battery_is_only_an_estimate(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "rtc0").mkdir()
    for name, told in (("hctosys", "1"), ("date", "1970-01-01"), ("time", "00:00:40")):
        (tmp_path / "rtc0" / name).write_text(f"{told}\n")
    monkeypatch.setattr(clock, "is_synchronised", lambda: False)
    monkeypatch.setattr(chip, "vouches_for", partial(chip.vouches_for, chips=tmp_path))
    keeper = Timekeeper(house.database, lambda: replace(clock.read(), at=NOW), "b1")
    assert (keeper.source, keeper().clock) == (Source.WALL, ClockState.ESTIMATED)


@pytest.mark.parametrize("seconds", [0, 2**40, 2**62, 1_700_000_000])
def test_nonsense_signed_by_headquarters_changes_nothing(
    house: House, clocks: Clocks, seconds: int
) -> None:
    keeper = Timekeeper(house.database, clocks, "b1")
    before = told(keeper)
    keeper.told_by_headquarters(seconds)
    assert told(keeper) == before


def test_what_headquarters_says_where_nothing_can_be_written_stops_nothing(
    house: House, clocks: Clocks
) -> None:
    keeper = Timekeeper(house.database, clocks, "b1")
    before = told(keeper)
    with house.database.reading() as db:
        db.execute("PRAGMA query_only = ON")
    keeper.told_by_headquarters(int((NOW + timedelta(hours=2)).timestamp()))
    assert told(keeper) == before


def test_a_full_card_leaves_the_house_a_clock(
    house: House, clocks: Clocks, caplog: pytest.LogCaptureFixture
) -> None:
    with house.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON boots BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    keeper = Timekeeper(house.database, clocks, "b1")
    assert told(keeper) == (NOW, ClockState.ESTIMATED)
    assert "full" in caplog.text
    with house.database.transaction() as db:
        db.execute("DROP TRIGGER full")
    clocks.forward(60)
    keeper.look()
    assert told(keeper) == (NOW + timedelta(seconds=60), ClockState.ESTIMATED)
    with house.database.reading() as db:
        assert db.table("boots").count == 1


def test_the_caretaker_keeps_the_time_first(house: House, clocks: Clocks) -> None:
    assert CHORES[0] is keep_time
    kept = replace(house, clock=Timekeeper(house.database, clocks, "b1"))
    clocks.synchronised, clocks.at = True, NOW + timedelta(hours=1)
    keep_time(kept)
    assert kept.clock().at == NOW + timedelta(hours=1)
    keep_time(house)


def test_what_another_process_learned_is_found_by_looking(house: House, clocks: Clocks) -> None:
    keeper = Timekeeper(house.database, clocks, "b1")
    other = Database(house.config.directory / FILE_NAME)
    Timekeeper(other, clocks, "b1").consider(Source.COUNSELOR, NOW + timedelta(hours=5))
    other.close()
    keeper.look()
    assert told(keeper) == (NOW + timedelta(hours=5), ClockState.TRUSTED)


def test_a_house_opened_as_it_is_served_keeps_its_own_time(config: HouseConfig) -> None:
    house = open_house(config)
    assert house.timekeeper is house.clock
    with house.database.reading() as db:
        assert [row["boot"] for row in db.query("SELECT boot FROM boots")] == [house.clock().boot]
    house.close()


def test_a_signed_answer_of_headquarters_sets_the_clock_of_a_served_house(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "is_synchronised", lambda: False)
    monkeypatch.setattr(chip, "vouches_for", lambda _at: False)
    hq = TinyHeadquarters()
    door = Door(hq)
    house = open_house(config)
    signing_key, hq.verify_key = generate_signing_key()
    known = Enrolment(
        HOUSE, "大坪村", EPOCH, signing_key, hq.url, hq.sealing_key, hq.hq_verify_key, None, 0
    )
    with house.database.transaction() as db:
        enrolment.save(db, known)
        outbox.put(db, "day", a_day(), 0)
    house.agent.start()
    house.agent.nudge()
    until(lambda: house.timekeeper is not None and house.timekeeper.source is Source.HEADQUARTERS)
    told_at = datetime.fromtimestamp(TOLD, UTC)
    assert told_at <= house.clock().at <= told_at + timedelta(seconds=30)
    house.close()
    door.shut()


def test_children_come_and_stay_without_any_date(lost: House, clocks: Clocks) -> None:
    panda = add_child(lost, "小竹", keeps=set(Purpose), birth=date(2020, 3, 14))
    clocks.at, clocks.steady = LONG_AGO, 60.0
    first = Timekeeper(lost.database, clocks, "b1")
    assert first().clock is ClockState.UNKNOWN

    def here(keeper: Timekeeper) -> list[str]:
        with lost.database.reading() as db:
            return [visit.child for visit in visits.here(db, keeper())]

    with lost.database.transaction() as db:
        visits.check_in(db, panda.id, first())
    clocks.forward(3600)
    assert here(first) == here(Timekeeper(lost.database, clocks, "b1")) == [panda.id]
    clocks.at, clocks.steady = LONG_AGO, 45.0
    restarted = Timekeeper(lost.database, clocks, "b2")
    assert (here(restarted), restarted().clock) == ([panda.id], ClockState.UNKNOWN)
    with lost.database.transaction() as db:
        assert visits.leave(db, panda.id, restarted())
    assert here(restarted) == []


def test_a_midnight_of_1970_sends_nobody_home(lost: House, clocks: Clocks) -> None:
    panda = add_child(lost, "小竹", keeps=set(Purpose), birth=date(2020, 3, 14))
    clocks.at = datetime(1970, 1, 1, 15, 50, tzinfo=UTC)
    keeper = Timekeeper(lost.database, clocks, "b1")
    with lost.database.transaction() as db:
        came = visits.check_in(db, panda.id, keeper())
    clocks.forward(1200)
    with lost.database.transaction() as db:
        assert keeper().day == date(1970, 1, 2)
        assert visits.here(db, keeper()) == visits.of_today(db, keeper()) == [came]
        assert visits.check_in(db, panda.id, keeper()) == came
        assert visits.leave(db, panda.id, keeper())


def test_who_comes_again_after_a_night_without_a_date_is_not_taken_for_one_who_stayed(
    lost: House, clocks: Clocks
) -> None:
    panda = add_child(lost, "小竹", keeps=set(Purpose), birth=date(2020, 3, 14))
    clocks.at = LONG_AGO
    evening = Timekeeper(lost.database, clocks, "b1")
    with lost.database.transaction() as db:
        visits.check_in(db, panda.id, evening())
    morning = Timekeeper(lost.database, clocks, "b2")
    with lost.database.transaction() as db:
        assert not visits.is_known_here(db, panda.id, morning())
        visits.check_in(db, panda.id, morning())
    morning.consider(Source.COUNSELOR, NOW)
    with lost.database.reading() as db:
        kept = visit_lists.of_child(db, panda.id)
        assert [visit.day for visit in visits.here(db, morning())] == [date(2026, 11, 25)]
    assert len(kept) == 2


def test_children_who_come_while_the_clock_is_set_are_on_the_true_day(
    unlocked: House, clocks: Clocks
) -> None:
    children = [
        add_child(unlocked, f"孩子{n}", keeps=set(Purpose), birth=date(2018, 1, 1))
        for n in range(40)
    ]
    clocks.at = LONG_AGO
    keeper = Timekeeper(unlocked.database, clocks, "b1")

    def come(child: Child) -> None:
        moment = keeper()
        with unlocked.database.transaction() as db:
            visits.check_in(db, child.id, moment)

    with ThreadPoolExecutor(4) as pool:
        coming = [pool.submit(come, child) for child in children]
        keeper.consider(Source.COUNSELOR, NOW)
        for one in coming:
            one.result()
    with unlocked.database.reading() as db:
        kept = list(db.query("SELECT day, clock FROM visits"))
    assert kept == [{"day": "2026-11-25", "clock": "trusted"}] * 40
