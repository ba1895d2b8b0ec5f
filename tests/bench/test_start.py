"""How long a village waits after the power comes back.

The house is started by hand, which costs one more interpreter than under systemd: that sets
the environment which the house otherwise has to start itself anew for.
"""

import time
from pathlib import Path
from statistics import median

import pytest

from kiosk.house import House
from tests.processes import free_port, kiosk, served

ROUNDS = 7
FLOOR = Path(__file__).with_name("floor.py")


def seconds_to_answer(server) -> float:
    began = time.perf_counter()
    with server:
        return time.perf_counter() - began


@pytest.mark.bench
@pytest.mark.long
def test_a_cold_house_answers_within_three_times_the_floor(house: House, tmp_path: Path) -> None:
    ours, floors = [], []
    for number in range(ROUNDS):
        port = free_port()
        command = [str(FLOOR), str(tmp_path / f"floor-{number}.db"), str(port)]
        floors.append(seconds_to_answer(served(command, port)))
        port = free_port()
        ours.append(seconds_to_answer(kiosk(house.config.data, port)))
    ratio = median(ours) / median(floors)
    print(
        f"\nstart to first answer: house {median(ours):.2f} s ({min(ours):.2f}-{max(ours):.2f}),"
        f" floor {median(floors):.2f} s ({min(floors):.2f}-{max(floors):.2f}): {ratio:.2f} times"
    )
    assert ratio <= 3
