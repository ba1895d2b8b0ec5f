import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from hardware.display.pulse import PATH, Heart
from hardware.display.watch import Pulse
from hardware.errors import HouseSilent
from kiosk.app import app_for
from kiosk.house import House
from tests.processes import free_port, serving


@contextmanager
def saying(words: str) -> Iterator[Heart]:
    app = Flask(__name__)
    app.add_url_rule(PATH, "beats", lambda: words)
    with serving(app) as address:
        yield Heart(address)


def test_a_house_is_asked_how_its_page_is(house: House) -> None:
    with serving(app_for(house)) as address:
        assert Heart(address).feel() == Pulse(None)


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        ({"age": 1.5, "plays": True, "dark": False}, Pulse(1.5, plays=True)),
        ({"age": None, "plays": False, "dark": True}, Pulse(None, dark=True)),
        ({"age": 1.5}, None),
        ("nothing of it", None),
    ],
)
def test_what_it_says_is_understood_or_it_is_silent(told: object, heard: Pulse | None) -> None:
    with saying(json.dumps(told)) as heart:
        assert heart.feel() == heard


def test_a_house_that_is_not_there_is_silent() -> None:
    assert Heart(f"http://127.0.0.1:{free_port()}").feel() is None


def test_only_the_house_on_this_machine_is_shown() -> None:
    with pytest.raises(HouseSilent):
        Heart("http://192.168.1.2:8080")
