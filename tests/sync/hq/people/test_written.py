"""A long text that could not be sent comes back to who wrote it, and to nobody else."""

from collections.abc import Callable

import pytest

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
    assert "Nothing was changed" in page
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
