from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.app import app_for, create_app
from kiosk.config import HouseConfig
from kiosk.errors import StoreError
from kiosk.house import House
from tests.cast import unlock

OURS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
BEATS = "/desk/beats"


@pytest.fixture
def app(house: House) -> Flask:
    return app_for(house)


@pytest.fixture
def page(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


def test_before_the_first_page_nothing_has_beaten(page: FlaskClient) -> None:
    assert page.get(BEATS).json == {"age": None, "plays": False, "dark": False}


def test_a_page_beats_without_a_form(page: FlaskClient) -> None:
    assert page.post(BEATS, headers=OURS).status_code == 204
    assert page.get(BEATS).json["age"] < 5


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}])
def test_nobody_else_beats(page: FlaskClient, headers: dict[str, str]) -> None:
    assert page.post(BEATS, headers=headers).status_code == 403
    assert page.get(BEATS).json["age"] is None


def test_only_the_display_asks(page: FlaskClient) -> None:
    assert page.get(BEATS, headers=OURS).status_code == 403
    elsewhere = {"REMOTE_ADDR": "192.168.1.7"}
    assert page.get(BEATS, environ_overrides=elsewhere).status_code == 403


def test_a_screen_that_sleeps_is_told_and_a_beat_does_not_wake_it(
    app: Flask, page: FlaskClient
) -> None:
    app.extensions["desk"].screen.dim()
    page.post(BEATS, headers=OURS)
    assert page.get(BEATS).json["dark"] is True


def test_pages_of_children_and_of_the_panel_beat(page: FlaskClient) -> None:
    for address in ("/", "/counselor/unlock"):
        assert "/desk/static/beats.js" in page.get(address).text


def test_a_page_that_says_that_the_records_are_lost_beats_too(config: HouseConfig) -> None:
    def fail(_: HouseConfig) -> House:
        raise StoreError("lost")

    with create_app(config, fail).test_client() as page:
        assert "/desk/static/beats.js" in page.get("/").text
        with page.get("/desk/static/beats.js") as script:
            assert script.status_code == 200
        assert page.post(BEATS, headers=OURS).status_code == 204
        assert page.get(BEATS).json["age"] is not None


def test_only_where_a_display_asks_there_is_no_printer(house: House, page: FlaskClient) -> None:
    unlock(house)
    assert "on-display" not in page.get("/counselor/").text
    page.get(BEATS)
    assert "on-display" in page.get("/counselor/").text
