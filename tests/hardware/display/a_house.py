"""A house to show: set up by its counselor, with no child yet."""

from pathlib import Path

from kiosk.config import HouseConfig
from kiosk.house import open_house
from sync.keys import generate_sealing_key
from tests.cast import found


def set_up(directory: Path) -> Path:
    """Set a house up; tell where it is."""
    data = directory / "house"
    house = open_house(HouseConfig(data=data, argon2_memory_kib=1024))
    found(house, generate_sealing_key()[1])
    house.close()
    return data
