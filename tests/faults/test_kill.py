"""Pulling the plug on the process: what a page said thank you for is there after the restart."""

import re
import signal
import threading
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest
import requests

from kiosk.config import HouseConfig
from kiosk.domain.consent import Purpose
from kiosk.house import House, open_house
from kiosk.store.attendance import visit_lists
from tests.cast import add_child, unlock
from tests.processes import free_port, kiosk, wait_for
from tests.turns import first_each_time

ROUNDS = 8


def token(session: requests.Session, address: str) -> str:
    page = session.get(f"{address}/who", timeout=30).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def visit_until_killed(address: str, children: list[str], thanked: list[str]) -> None:
    """Let the children come one after another; note each whose thank-you page came."""
    with requests.Session() as session, suppress(requests.RequestException):
        csrf = token(session, address)
        for child in children:
            session.post(f"{address}/who", data={"csrf_token": csrf, "child": child}, timeout=30)
            form = {"csrf_token": csrf, "face": "low"}
            answer = session.post(f"{address}/feel", data=form, timeout=30)
            assert answer.url.endswith("/thanks")
            thanked.append(child)


@pytest.mark.parametrize("seed", first_each_time(range(ROUNDS), 3))
def test_a_visit_and_a_mood_that_were_thanked_for_survive_a_kill(
    unlocked: House, config: HouseConfig, seed: int
) -> None:
    birth = date(2016, 1, 1)
    children = [
        add_child(unlocked, f"孩子{n}", keeps=set(Purpose), birth=birth).id for n in range(60)
    ]
    port, thanked = free_port(), []
    with kiosk(Path(config.data), port) as process:
        address = f"http://127.0.0.1:{port}"
        visitor = threading.Thread(target=visit_until_killed, args=(address, children, thanked))
        visitor.start()
        wait_for("the first thanks", 10, lambda: thanked, every=0.001)
        time.sleep(Random(seed).uniform(0.05, 0.4))
        process.send_signal(signal.SIGKILL)
        visitor.join()
    survived = open_house(config)
    unlock(survived)
    with survived.database.reading() as db:
        came = {row["child"] for row in db.query("SELECT child FROM visits")}
        assert set(thanked) <= came
        for child in thanked:
            assert len(visit_lists.of_child(db, child)) == 1
            (mood,) = db.query("SELECT answer FROM moods WHERE child = ?", [child])
            assert survived.vault.open_record(mood["answer"])
    survived.close()


def test_the_house_serves_again_after_a_kill(unlocked: House, config: HouseConfig) -> None:
    for _ in range(2):
        port = free_port()
        with kiosk(Path(config.data), port) as process:
            process.send_signal(signal.SIGKILL)
