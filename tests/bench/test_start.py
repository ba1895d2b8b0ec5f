"""How long a village waits after the power comes back; started as systemd starts it."""

import time
from pathlib import Path

import pytest

from kiosk import memory
from kiosk.house import House
from tests.bench.figures import Figures
from tests.bench.peers import kolibri
from tests.processes import free_port, kiosk, served

ROUNDS = 7
FLOOR = Path(__file__).with_name("floor.py")


def seconds_to_answer(server) -> float:
    began = time.perf_counter()
    with server:
        return time.perf_counter() - began


@pytest.mark.bench
@pytest.mark.long
def test_a_house_answers_nearly_as_soon_as_the_floor(
    house: House, tmp_path: Path, figures: Figures
) -> None:
    ours, floors, peers = [], [], []
    peer = kolibri.set_up(tmp_path)
    # What is installed has been compiled.
    seconds_to_answer(kiosk(house.config.data, free_port()))
    for number in range(ROUNDS):
        port = free_port()
        command = [str(FLOOR), str(tmp_path / f"floor-{number}.db"), str(port)]
        floors.append(seconds_to_answer(served(command, port)))
        port = free_port()
        ours.append(seconds_to_answer(kiosk(house.config.data, port, **memory.WANTED)))
        if peer:
            peers.append(seconds_to_answer(peer.served(free_port())))
    figures.tell("start to first answer", ours, floors, peers)
    figures.hold()
