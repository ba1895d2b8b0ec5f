"""A long text that could not be sent comes back to who wrote it, and to nobody else."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from sync.hq.store import database as database_module
from sync.hq.store.database import _PRAGMAS
from tests.sync.hq.answer.test_consulting import asking, reply, waiting
from tests.sync.hq.cast import Clock, Office, Visit

Begin = Callable[..., Visit]
LONG = "先陪他做他喜欢的事，不追问。\n" * 40 + "<b>&amp;"
SHOWN = LONG.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.fixture
def path(small_office: Office) -> str:
    asking(small_office)
    return f"/questions/{waiting(small_office)[0].tag}"


def test_an_answer_outlives_the_session_in_which_it_was_written(
    visit: Begin, small_office: Office, clock: Clock, path: str
) -> None:
    chen = visit("chen", "expert")
    chen.get(path)
    clock.forward(minutes=61)
    page = chen.post(path, 400, text=LONG)
    assert "You are no longer signed in" in page
    assert "expired" not in page
    assert "Nothing was changed" in page
    # This page keeps what was written, while they sign in on another one.
    assert re.search(r'href="/sign-in" target="_blank"', page)
    assert SHOWN in page
    assert len(waiting(small_office)) == 1
    assert "no longer signed in" in chen.get("/")
    assert SHOWN not in chen.page


def test_and_a_form_that_another_window_made_too_old(visit: Begin, path: str) -> None:
    chen = visit("chen", "expert")
    chen.get(path)
    chen.page = ""
    assert SHOWN in chen.post(path, 400, text=LONG)


def test_and_a_database_that_is_away(visit: Begin, small_office: Office, path: str) -> None:
    chen = visit("chen", "expert")
    assert "again.js" not in chen.get(path)
    small_office.hq.database.is_open = False
    page = chen.post(path, 503, text=LONG)
    assert SHOWN in page
    # It would go on to another page by itself, and take the text away.
    assert "again.js" not in page
    assert "goes on by itself" not in page
    assert "again.js" in chen.get("/", 503)
    small_office.hq.database.is_open = True


def test_and_a_disk_that_is_full(
    visit: Begin, small_office: Office, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen = visit("chen", "expert")
    chen.get(path)
    database = small_office.hq.database
    database.close()
    monkeypatch.setattr(database_module, "_PRAGMAS", (*_PRAGMAS, "max_page_count=1"))
    page = chen.post(path, 503, text=LONG)
    assert "The disk of headquarters is full" in page
    assert "cannot be reached" not in page
    assert SHOWN in page
    database.close()


def test_and_another_expert_who_was_quicker(visit: Begin, small_office: Office, path: str) -> None:
    chen = visit("chen", "expert")
    chen.get(path)
    reply(small_office, path.rpartition("/")[2])
    page = chen.post(path, 400, text=LONG)
    assert "Somebody has answered this question meanwhile." in page
    assert SHOWN in page


def test_a_form_of_another_site_puts_no_words_on_our_pages(visit: Begin, path: str) -> None:
    stranger = visit(None)
    assert LONG not in stranger.post(path, text=LONG)
    assert "Sign in" in stranger.page
    stranger.page = ""
    assert SHOWN not in stranger.post("/sign-in", 400, text=LONG)


def test_a_password_is_never_shown(visit: Begin, clock: Clock) -> None:
    lin = visit()
    lin.get("/accounts")
    clock.forward(minutes=61)
    assert "sunflower" not in lin.post("/accounts", name="chen", password="sunflower river 99")


def test_numbers_come_back_with_whose_they_are(visit: Begin, clock: Clock) -> None:
    lin = visit()
    lin.get("/messages/settings")
    clock.forward(minutes=61)
    typed: dict[str, Any] = {
        "number-youth": "0797-12355",
        "number-government": " ",
        "shown-youth": "yes",
    }
    typed |= {"purpose-1": "镇卫生院", "number-1": "0797-120", "purpose-2": "村医", "number-2": ""}
    page = lin.post("/messages/settings", 400, **typed)
    assert ">\nYouth line (12355) 0797-12355\n镇卫生院 0797-120\n村医</textarea>" in page


def test_a_form_without_numbers_brings_none_back(visit: Begin, clock: Clock) -> None:
    lin = visit()
    lin.get("/messages/settings")
    clock.forward(minutes=61)
    typed: dict[str, Any] = {"number-youth": "", "purpose-1": "", "games": ""}
    page = lin.post("/messages/settings", **typed)
    assert "Sign in" in page
    assert "copied" not in page


def test_the_reason_why_a_house_retires_comes_back(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    lin = visit()
    house = small_office.enrolled_house("yudu", "岭下村爱佑之家").house
    lin.get(f"/houses/{house}/change")
    clock.forward(minutes=61)
    page = lin.post(
        f"/houses/{house}/retire", 400, day="2026-11-01", why="学校合并了，孩子都去了镇上"
    )
    assert ">\n学校合并了，孩子都去了镇上</textarea>" in page
