"""What a child waits for: the check-in, beside a bare view that keeps one row as durably."""

import re
import time
from pathlib import Path
from statistics import median, quantiles

import pytest
import requests

from kiosk.domain.children import Child
from kiosk.house import House
from tests.processes import free_port, kiosk, served

ROUNDS = 400
FLOOR = Path(__file__).with_name("floor.py")


def token(session: requests.Session, address: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', session.get(f"{address}/who").text)
    assert found
    return found[1]


def post(session: requests.Session, address: str, csrf: str, **form: str) -> float:
    """Post once; milliseconds to the answer."""
    began = time.perf_counter()
    answer = session.post(address, data={"csrf_token": csrf, **form}, allow_redirects=False)
    elapsed = (time.perf_counter() - began) * 1000
    assert answer.status_code in (200, 303), answer.text
    return elapsed


def in_words(name: str, times: list[float]) -> str:
    return f"{name} {median(times):.2f} / {quantiles(times, n=100)[98]:.2f} ms"


@pytest.mark.bench
@pytest.mark.long
def test_a_check_in_beside_the_floor(house: House, panda: Child, tmp_path: Path) -> None:
    port, floor_port = free_port(), free_port()
    command = [str(FLOOR), str(tmp_path / "floor.db"), str(floor_port)]
    with (
        kiosk(house.config.data, port),
        served(command, floor_port),
        requests.Session() as child,
        requests.Session() as stranger,
    ):
        ours, floors = [], []
        address, floor = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{floor_port}"
        csrf = token(child, address)
        for _ in range(ROUNDS):
            ours.append(post(child, f"{address}/who", csrf, child=panda.id))
            floors.append(post(stranger, f"{floor}/keep/{panda.id}", csrf))
            post(child, f"{address}/home", csrf)
    ratio = median(ours) / median(floors)
    print(
        f"\ncheck-in POST, median / p99: {in_words('house', ours)}, {in_words('floor', floors)}:"
        f" {ratio:.2f} times"
    )
    with house.database.reading() as db:
        assert db.table("visits").count == ROUNDS
    assert ratio <= 6
