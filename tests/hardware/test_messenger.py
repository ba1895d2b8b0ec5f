from collections.abc import Callable
from typing import Any

import pytest

from hardware import messenger
from hardware.messenger import Messenger
from hardware.telling import Event, House
from tests.hardware.a_house import a_house
from tests.processes import free_port, wait_for


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messenger, "ASKS_EVERY", 0.2)
    monkeypatch.setattr(messenger, "TRIES_AGAIN", 0.05)


@pytest.fixture
def send(request: pytest.FixtureRequest) -> Callable[..., tuple[Messenger, list[Any]]]:
    def start(address: str) -> tuple[Messenger, list[Any]]:
        heard: list[Any] = []
        one = Messenger(House(address), lambda said, to: heard.append((said, to)))
        one.start()
        request.addfinalizer(one.stop)
        return one, heard

    return start


def test_it_asks_now_and_then_and_brings_events_in_order(send: Any) -> None:
    with a_house() as house:
        one, heard = send(house.address)
        for event in (Event.HELP, Event.SOMEBODY_CAME, Event.SWITCH_OFF):
            one.tell(event)
        wait_for("all events", 30, lambda: len(house.heard) == 3)
        assert house.heard == ["help", "somebody_came", "switch_off"]
        wait_for("another question", 30, lambda: house.asked >= 3)
        assert (heard[-1][0].mood, heard[-1][1]) == ("ready", None)


def test_what_cannot_be_told_is_told_when_the_house_is_back_and_only_the_last_presence(
    send: Any,
) -> None:
    port = free_port()
    one, heard = send(f"http://127.0.0.1:{port}")
    for event in (Event.NOBODY_HERE, Event.HELP, Event.SOMEONE_HERE, Event.NOBODY_HERE):
        one.tell(event)
    wait_for("silence to be noticed", 30, lambda: (None, Event.HELP) in heard)
    wait_for("all to be taken in", 30, lambda: len(heard) > 6)
    with a_house(port) as house:
        wait_for("both events", 30, lambda: len(house.heard) == 2)
        assert house.heard == ["help", "nobody_here"]


def test_a_button_that_nobody_remembers_does_nothing(
    send: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messenger, "KEEPS", 0.1)
    port = free_port()
    one, heard = send(f"http://127.0.0.1:{port}")
    one.tell(Event.SWITCH_OFF)
    wait_for("it to be let go of", 30, lambda: (None, None) in heard[2:])
    with a_house(port) as house:
        wait_for("the house to be asked", 30, lambda: house.asked)
        assert house.heard == []


def test_a_house_that_comes_back_is_not_switched_off_for_what_it_was_not_told(send: Any) -> None:
    port = free_port()
    one, heard = send(f"http://127.0.0.1:{port}")
    for event in (Event.POWER_FAILED, Event.HELP):
        one.tell(event)
    wait_for("silence to be noticed", 30, lambda: (None, Event.HELP) in heard)
    with a_house(port) as house:
        wait_for("the call", 30, lambda: house.heard)
        assert house.heard == ["help"]
