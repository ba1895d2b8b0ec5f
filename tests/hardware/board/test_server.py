"""The board: pressed in Chromium, felt by mock pins, told to a house, shown again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from playwright.sync_api import Browser, expect

from hardware.board.server import page
from hardware.language import LANGUAGES
from tests.hardware.a_house import Answering, a_house
from tests.kiosk.test_cli import aiyou
from tests.processes import free_port, served, wait_for


@contextmanager
def a_board(house: str) -> Iterator[str]:
    port = free_port()
    command = ["-m", "kiosk", "hardware", "board", "--port", str(port), "--house", house]
    with served(command, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def answering() -> Iterator[Answering]:
    with a_house() as answering:
        yield answering


@pytest.fixture(scope="module")
def board(answering: Answering) -> Iterator[str]:
    with a_board(answering.address) as address:
        yield address


def lights(board: str) -> dict[str, object]:
    with requests.get(f"{board}/lights", stream=True, timeout=30) as answer:
        line = next(answer.iter_lines(chunk_size=1))
    return json.loads(line.removeprefix(b"data: "))


def test_the_light_of_the_house_is_shown(board: str, answering: Answering) -> None:
    wait_for("green", 10, lambda: lights(board)["status"] == [0, 1, 0])
    assert lights(board) == {"status": [0, 1, 0], "help": False, "tone": False}


@pytest.mark.browser
def test_what_is_pressed_on_the_page_reaches_the_house_and_its_light_the_page(
    board: str, answering: Answering, browser: Browser
) -> None:
    with browser.new_context(locale="en", viewport={"width": 800, "height": 480}) as context:
        seen = context.new_page()
        problems: list[str] = []
        seen.on("console", lambda said: problems.append(said.text))
        seen.on("pageerror", lambda error: problems.append(str(error)))
        seen.goto(f"{board}/?language=en")
        answering.told["calls"], answering.told["mood"] = True, "needs_counselor"
        help_button = seen.get_by_role("button", name="The help button")
        help_button.click()
        wait_for("the call", 30, lambda: "help" in answering.heard)
        expect(help_button).to_have_class("round help lit")
        seen.get_by_role("button", name="The off button").hover()
        seen.mouse.down()
        wait_for("the house to be switched off", 30, lambda: "switch_off" in answering.heard)
        seen.mouse.up()
        seen.get_by_role("button", name="Pull the plug").click()
        wait_for("the cut", 10, lambda: "power_failed" in answering.heard)
        assert problems == []


@pytest.mark.browser
def test_a_page_in_another_language_does_what_its_switches_show(
    board: str, answering: Answering, browser: Browser
) -> None:
    with browser.new_context(locale="en") as context:
        seen = context.new_page()
        seen.goto(f"{board}/?language=en")
        seen.get_by_role("button", name="Pull the plug").click()
        wait_for("the cut", 10, lambda: "power_failed" in answering.heard)
        seen.get_by_role("link", name="中文").click()
        plug = seen.get_by_role("button", name="拔掉电源")
        expect(plug).to_have_attribute("aria-pressed", "false")
        answering.heard.clear()
        plug.click()
        wait_for("another cut", 10, lambda: "power_failed" in answering.heard)


@pytest.mark.parametrize("origin", ["", "http://example.org", "http://127.0.0.1:1"])
def test_no_other_page_presses_anything(board: str, answering: Answering, origin: str) -> None:
    told = {"part": "off", "is_so": True}
    answer = requests.post(f"{board}/pins", json=told, headers={"Origin": origin}, timeout=30)
    assert answer.status_code == 403
    named = {"Origin": "http://evil.org", "Host": "evil.org"}
    assert requests.post(f"{board}/pins", json=told, headers=named, timeout=30).status_code == 403


@pytest.mark.parametrize("told", ['{"part": "status", "is_so": true}', "{}", "[]", "x"])
def test_what_is_no_pin_is_refused(board: str, told: str) -> None:
    headers = {"Origin": board}
    assert requests.post(f"{board}/pins", told, headers=headers, timeout=30).status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_in_each_language_and_runs_nothing_of_its_own(language: str) -> None:
    text = page(language)
    assert "$" not in text
    assert "style=" not in text and text.count("<script") == 1
    assert ("求助按钮" in text) is (language == "zh_Hans")


def test_files_are_served_under_a_strict_policy_and_no_others(board: str) -> None:
    for path in ("/", "/board.css", "/board.js"):
        answer = requests.get(f"{board}{path}", timeout=30)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    for path in ("/played.toml", "/../parts.py"):
        assert requests.get(f"{board}{path}", timeout=30).status_code == 404


def test_a_port_that_is_taken_is_said(board: str) -> None:
    done = aiyou("hardware", "board", "--port", board.rsplit(":", 1)[1])
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "is taken" in done.stderr


def test_what_can_be_no_port_is_wrong_usage() -> None:
    done = aiyou("hardware", "board", "--port", "99999")
    assert (done.returncode, done.stdout) == (2, "")
    assert "99999 is not in the range" in done.stderr


def test_board_and_house_are_real_together(address: str) -> None:
    """From a press on the board to the house's own records, and back to the light."""
    with a_board(address) as board:
        wait_for("green", 10, lambda: lights(board)["status"] == [0, 1, 0])
        for is_so in (True, False):
            told = {"part": "help", "is_so": is_so}
            requests.post(f"{board}/pins", json=told, headers={"Origin": board}, timeout=30)
        wait_for("the call to stand", 10, lambda: lights(board)["help"])
        # The light in the button waits for no house.
        state = f"{address}/desk/state"
        wait_for("the house", 10, lambda: requests.get(state, timeout=30).json()["calls"])
