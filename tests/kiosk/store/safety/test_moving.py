"""What another database took the place of is kept for a while; the erased are in it still."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.caretaker import forget_what_was_set_aside
from kiosk.domain.backups import KEPT_FOR
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.store.safety import moving
from kiosk.store.safety.moving import BEFORE_RESTORE, DAMAGED
from tests.cast import Hands
from tests.disks import watched

KINDS = (BEFORE_RESTORE, DAMAGED)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a house's records are, and nothing of them is damaged but in name."""
    return tmp_path / "house.db"


def replaced(house: Path, aside: str) -> Path:
    """Let new records take the place of a house's own with their log; tell where these went."""
    house.write_bytes(b"the old")
    house.with_name(f"{house.name}-wal").write_bytes(b"its log")
    built = moving.building(house)
    built.write_bytes(b"the new")
    moving.decide(house, built, aside)
    return moving.set_aside(house, aside)[0]


def since(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_ctime, UTC)


def left(house: Path) -> set[str]:
    return {path.name for path in house.parent.iterdir()} - {house.name}


def test_what_a_power_cut_left_of_a_building_is_not_built_upon(place: Path) -> None:
    path = moving.building(place)
    for end in ("", "-journal"):
        path.with_name(f"{path.name}{end}").write_bytes(b"half")
    assert moving.building(place) == path
    assert left(place) == set()


def test_what_was_set_aside_for_longer_than_its_time_goes_with_its_log_and_the_younger_stays(
    place: Path,
) -> None:
    old = [replaced(place, aside) for aside in KINDS]
    time.sleep(0.05)
    young = [replaced(place, aside) for aside in KINDS]
    moving.forget_old(place, since(old[0]) + KEPT_FOR)
    assert len(left(place)) == 8
    moving.forget_old(place, since(old[1]) + KEPT_FOR + timedelta(milliseconds=1))
    assert [moving.set_aside(place, aside) for aside in KINDS] == [[one] for one in young]
    assert left(place) == {f"{one.name}{end}" for one in young for end in ("", "-wal")}
    assert place.read_bytes() == b"the new"


def test_what_was_set_aside_before_any_house_could_be_is_not_dated_and_stays(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a kernel dates a change: here the first possible day moves, not the file's."""
    aside = replaced(place, DAMAGED)
    much_later = since(aside) + KEPT_FOR * 100
    monkeypatch.setattr(moving, "EARLIEST", since(aside) + timedelta(seconds=1))
    moving.forget_old(place, much_later)
    assert moving.set_aside(place, DAMAGED) == [aside]
    monkeypatch.setattr(moving, "EARLIEST", since(aside))
    moving.forget_old(place, much_later)
    assert left(place) == set()


def test_each_step_of_a_move_is_on_the_disk_before_the_next(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = watched(monkeypatch)
    old = replaced(place, DAMAGED)
    aside = {old.name, f"{old.name}-wal"}
    assert certain == [
        ("house.db.building", b"the new"),
        (place.parent.name, {"house.db", "house.db-wal", "house.db.coming-damaged"}),
        (place.parent.name, {"house.db.coming-damaged", *aside}),
        (place.parent.name, {"house.db", *aside}),
    ]


def test_of_each_kind_the_latest_three_stay(place: Path) -> None:
    for _ in range(5):
        for aside in KINDS:
            replaced(place, aside)
    for aside in KINDS:
        names = [path.name for path in moving.set_aside(place, aside)]
        assert names == [f"house.db.{aside}-{number}" for number in (5, 4, 3)]
    assert len(left(place)) == 2 * 3 * 2


@pytest.mark.parametrize("clock", ClockState)
def test_the_caretaker_lets_go_of_it_only_by_a_clock_that_is_believed(
    house: House, hands: Hands, clock: ClockState
) -> None:
    records = house.database.path
    aside = records.with_name(f"{records.name}.{DAMAGED}-1")
    aside.write_bytes(b"the old")
    hands.at, hands.clock = since(aside) + KEPT_FOR + timedelta(days=1), clock
    forget_what_was_set_aside(house)
    assert aside.exists() is (clock is not ClockState.TRUSTED)


@pytest.mark.parametrize("aside", KINDS)
def test_records_that_are_to_take_their_place_are_there_and_a_log_alone_is_not(
    place: Path, aside: str
) -> None:
    assert not moving.is_there(place)
    place.with_name(f"{place.name}-wal").write_bytes(b"its log")
    assert not moving.is_there(place)
    place.with_name(f"{place.name}.coming-{aside}").write_bytes(b"the new")
    assert moving.is_there(place)
