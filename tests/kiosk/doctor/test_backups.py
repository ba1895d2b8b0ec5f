from pathlib import Path

from kiosk.doctor import backups
from kiosk.house import House
from kiosk.store.safety.places import FOLDER
from tests.cast import Hands, back_up_next_door
from tests.kiosk.doctor.looks import wells


def test_a_backup_that_is_missing_or_days_old_is_not_well(unlocked: House, hands: Hands) -> None:
    assert wells(backups.last(unlocked)) == {"backup": False}
    (place,) = unlocked.archivist.places()
    unlocked.archivist.back_up(place, "li")
    (found,) = backups.last(unlocked)
    assert (found.well, found.figures) == (True, {"day": "2026-11-24", "place": "the card"})
    hands.forward(days=5)
    assert wells(backups.last(unlocked)) == {"backup": False}


def test_a_stick_with_a_backup_is_well_and_none_is_advised(unlocked: House, stick: Path) -> None:
    assert wells(backups.elsewhere(unlocked)) == {"elsewhere": None}
    (advised,) = backups.elsewhere(unlocked)
    assert advised.advice
    (stick / FOLDER).mkdir()
    place = next(one for one in unlocked.archivist.places() if one.stick)
    unlocked.archivist.back_up(place, "li")
    assert wells(backups.elsewhere(unlocked)) == {"elsewhere": True}
    (last,) = backups.last(unlocked)
    assert (last.figures or {})["place"] == "red"


def test_what_a_neighbour_keeps_on_a_shared_stick_is_no_backup_of_this_house(
    unlocked: House, stick: Path, tmp_path: Path
) -> None:
    back_up_next_door(tmp_path / "next-door", stick / FOLDER)
    assert wells(backups.last(unlocked)) == {"backup": False}
    assert wells(backups.elsewhere(unlocked)) == {"elsewhere": None}


def test_the_sticks_that_are_in_are_named(house: House, stick: Path) -> None:
    (found,) = backups.sticks(house.config)
    assert (found.well, found.figures) == (True, {"names": ("red",)})
    stick.rmdir()
    assert wells(backups.sticks(house.config)) == {"sticks": None}
