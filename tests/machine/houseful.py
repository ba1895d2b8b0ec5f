"""The records of a house with children who come, made here and carried into a machine."""

from datetime import date
from pathlib import Path

from kiosk.config import HouseConfig
from kiosk.domain.consent import Purpose
from kiosk.house import open_house
from sync.keys import generate_sealing_key
from tests.cast import Hands, add_child, found, unlock

CHILDREN = 30
# Old enough that nobody asks who fetches them.
BORN = date(2014, 5, 2)


def write_records(directory: Path) -> None:
    """Write the records of a house whose guardians have agreed to everything."""
    house = open_house(HouseConfig(data=directory), Hands())
    found(house, generate_sealing_key()[1])
    unlock(house)
    for number in range(CHILDREN):
        add_child(house, f"孩子{number}", keeps=set(Purpose), birth=BORN)
    house.close()
