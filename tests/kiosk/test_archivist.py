"""The night's backups: made once, beside everything else, on the card and on every stick asked."""

from pathlib import Path

import pytest

from kiosk.caretaker import CHORES, Caretaker, back_up_at_night
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.domain.moment import ClockState
from kiosk.house import House, open_house
from kiosk.store.attendance import visits
from kiosk.store.safety import backup, places
from kiosk.store.safety.places import FOLDER, Place
from sync.keys import generate_sealing_key
from tests.cast import Hands, found
from tests.disks import breaking_stick, may_mount, unanswering
from tests.processes import wait_for


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    """Where sticks are plugged in; one of them has the folder."""
    (tmp_path / "media" / "asked" / FOLDER).mkdir(parents=True)
    (tmp_path / "media" / "other").mkdir()
    return tmp_path / "media"


@pytest.fixture
def config(tmp_path: Path, sticks: Path) -> HouseConfig:
    return HouseConfig(
        data=tmp_path / "house", argon2_memory_kib=1024, sticks=f"{sticks}/*:/nowhere/*"
    )


def night(house: House) -> None:
    back_up_at_night(house)
    wait_for("the backups", 20, lambda: house.archivist.work is None)


def made(place: Path) -> list[int]:
    return [one.made.seq for one in backup.listed(place)]


def test_a_night_has_one_backup_in_each_place(house: House, sticks: Path, hands: Hands) -> None:
    own, stick = house.config.backup_directory, sticks / "asked" / FOLDER
    for _ in range(3):
        night(house)
    assert (len(made(own)), len(made(stick))) == (1, 1)
    hands.forward(hours=11)
    night(house)
    assert len(made(own)) == 1
    hands.forward(hours=2)
    for _ in range(3):
        night(house)
    assert (len(made(own)), len(made(stick))) == (2, 2)
    assert not (sticks / "other" / FOLDER).exists()
    with house.database.reading() as db:
        lines = db.query("SELECT who, subject FROM audit WHERE action = 'backed up' ORDER BY seq")
        told = [(line["who"], line["subject"]) for line in lines]
    assert told == [("clock", "card"), ("clock", "stick")] * 2


def test_thirty_nights_are_kept(house: House, hands: Hands) -> None:
    for _ in range(35):
        hands.forward(days=1)
        night(house)
    assert len(made(house.config.backup_directory)) == 30


def test_a_house_before_its_first_day_is_not_backed_up(bare_house: House) -> None:
    night(bare_house)
    assert made(bare_house.config.backup_directory) == []


def test_without_a_date_there_is_one_a_boot(house: House, hands: Hands) -> None:
    hands.clock = ClockState.UNKNOWN
    for boot in ("boot-1", "boot-2"):
        hands.boot = boot
        for _ in range(2):
            night(house)
    assert len(made(house.config.backup_directory)) == 2


def test_the_caretaker_does_it_among_its_chores(house: House) -> None:
    assert back_up_at_night in CHORES
    Caretaker(house).step()
    wait_for("a backup", 20, lambda: made(house.config.backup_directory))


def test_a_child_is_let_in_while_a_backup_is_made(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    seen = []

    def look(part: float) -> None:
        with unlocked.database.transaction() as db:
            visits.check_in(db, panda.id, hands())
            visits.leave(db, panda.id, hands())
        seen.append(part)

    unlocked.archivist.back_up(Place(unlocked.config.backup_directory), "li", look)
    assert len(seen) >= 3 and seen == sorted(seen) and seen[-1] == 1.0


def test_one_is_made_at_a_time(house: House, sticks: Path) -> None:
    wanted = [Place(sticks / str(number)) for number in range(5)]
    assert house.archivist.start(wanted, "li")
    assert not house.archivist.start(wanted, "li")
    wait_for("the backups", 20, lambda: house.archivist.work is None)
    assert all(made(place.directory) for place in wanted)
    assert not house.archivist.start([], "li")


def test_a_house_that_closes_leaves_nothing_half_made(
    config: HouseConfig, hands: Hands, sticks: Path
) -> None:
    house = open_house(config, hands)
    found(house, generate_sealing_key()[1])
    house.archivist.start([Place(sticks / str(number)) for number in range(50)], "clock")
    house.close()
    assert not list(sticks.rglob("*.part"))
    for path in sticks.rglob("house-*"):
        assert backup.is_sound(path)
    again = open_house(config, hands)
    with again.database.reading() as db:
        assert db.table("notices").count == 0
    again.close()


@pytest.fixture
def another_disk(tmp_path: Path) -> Path:
    """A place on another disk than the one on which the tests work."""
    own = tmp_path.stat().st_dev
    disks = Path("/dev/shm"), Path(__file__).parent
    return next(place for place in disks if place.stat().st_dev != own)


def test_a_stick_is_offered_when_it_is_another_disk_or_has_the_folder(
    tmp_path: Path, sticks: Path, another_disk: Path
) -> None:
    own, *there = places.found(tmp_path / "own", f"{sticks}/*:{another_disk}:relative/*:")
    assert (own.directory, own.stick, own.asked) == (tmp_path / "own", "", True)
    assert {(one.directory, one.stick, one.asked) for one in there} == {
        (another_disk / FOLDER, another_disk.name, False),
        (sticks / "asked" / FOLDER, "asked", True),
    }
    nightly = places.nightly(tmp_path / "own", f"{sticks}/*:{another_disk}")
    assert [one.stick for one in nightly] == ["", "asked"]


def test_a_stick_that_breaks_keeps_no_other_place_back(house: House, sticks: Path) -> None:
    (sticks / "broken").mkdir()
    unanswering(sticks / "broken" / FOLDER)
    night(house)
    assert made(house.config.backup_directory)
    assert made(sticks / "asked" / FOLDER)
    assert house.archivist.trouble is None


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_a_stick_whose_folder_is_damaged_keeps_no_other_place_back(
    house: House, sticks: Path
) -> None:
    with breaking_stick(sticks / "red", FOLDER):
        night(house)
    assert made(house.config.backup_directory)
    assert made(sticks / "asked" / FOLDER)


def test_one_place_that_fails_keeps_no_other_back(house: House, sticks: Path) -> None:
    broken = sticks / "broken"
    broken.write_text("a file")
    good = sticks / "good"
    house.archivist.start([Place(broken), Place(good)], "li")
    wait_for("the backups", 20, lambda: house.archivist.work is None)
    assert made(good)
    assert house.archivist.trouble == "No backup can be written there."
