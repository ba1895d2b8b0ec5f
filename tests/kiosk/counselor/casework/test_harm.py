"""If a child is harmed: whom to call, for whoever stands there, whatever state the house is in."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kiosk.app import app_for, create_app
from kiosk.config import HouseConfig
from kiosk.counselor.casework.harm import NEEDS
from kiosk.counselor.views import OPEN_PAGES, SEALED_PAGES
from kiosk.domain.children import Child
from kiosk.domain.hotlines import HOTLINES, NATIONAL, Hotline
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.database import FILE_NAME
from tests.kiosk.counselor.panel import audited, count, post
from tests.kiosk.counselor.test_door import filled

CHILDS_PAGES = (
    "/",
    "/who",
    "/feel",
    "/thanks",
    "/talk",
    "/talk/numbers",
    "/rest",
    "/today",
    "/bye",
)
WAY_IN = '<a class="to-harm" href="/counselor/harm"'


def set_numbers(house: House, *lines: Hotline) -> None:
    """Set these lines over those of the program."""
    known = {line.key: line for line in (*HOTLINES, *lines) if line.key}
    wanted = (*known.values(), *(line for line in lines if not line.key))
    with house.database.transaction() as db:
        settings.set_hotlines(db, wanted, house.clock(), "li")


def shows_whom_to_call(client: FlaskClient) -> str:
    answer = client.get("/counselor/harm")
    assert answer.status_code == 200
    for number in ("110", "120", "12345", "12356", "12355"):
        assert f"<b>{number}</b>" in answer.text, number
    return answer.text


def test_whom_to_call_comes_before_anything_else(client: FlaskClient, house: House) -> None:
    page = shows_whom_to_call(client)
    order = [
        page.index(text) for text in ("<h1>", "<b>110</b>", "<b>12356</b>", "该做的", "advice")
    ]
    assert order == sorted(order)
    numbers = re.findall(r"<b>(\d+)</b>", page)
    assert numbers == ["110", "120", "110", "12345", "12356", "12355"]
    assert "全国：" not in page  # beside a number that is another one here


def test_every_need_names_lines_of_the_program() -> None:
    keys = {line.key for line in HOTLINES}
    assert all(set(need.keys) <= keys for need in NEEDS)


def test_it_asks_for_nothing_and_keeps_nothing(client: FlaskClient, unlocked: House) -> None:
    unlocked.vault.lock()
    before = audited(unlocked)
    page = shows_whom_to_call(client)
    fields = set(re.findall(r'<(?:input|select|textarea|button)[^>]*name="(\w+)"', page))
    assert fields <= {"csrf_token", "back", "language"}
    assert audited(unlocked) == before


def test_it_is_there_before_the_house_is_set_up(bare_house: House) -> None:
    client = app_for(bare_house).test_client()
    assert WAY_IN in client.get("/counselor/setup").text
    shows_whom_to_call(client)


def test_it_is_there_when_the_records_stop_to_be_read(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    unlocked.database.close()
    shows_whom_to_call(client)
    answer = client.get("/counselor/children")
    assert answer.status_code == 503
    assert WAY_IN in answer.text


def test_it_is_there_when_the_records_cannot_be_opened(config: HouseConfig) -> None:
    path = config.directory / FILE_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database" * 1000)
    client = create_app(config).test_client()
    page = shows_whom_to_call(client)
    assert "/counselor/unlock" not in page
    assert client.get("/counselor/static/stylesheet.css", buffered=True).status_code == 200
    assert 'href="/counselor/"' in client.get("/").text
    for locked in ("/counselor/", "/counselor/children"):
        answer = client.get(locked)
        assert answer.status_code == 503
        assert 'href="/counselor/harm"' in answer.text


def test_it_speaks_english_where_the_records_cannot_be_opened_too(config: HouseConfig) -> None:
    path = config.directory / FILE_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database" * 1000)
    client = create_app(config).test_client()
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/counselor/harm").text)
    assert found
    form = {"csrf_token": found[1], "language": "en", "back": "/counselor/harm"}
    assert client.post("/counselor/language", data=form).location == "/counselor/harm"
    assert "Stay with the child" in client.get("/counselor/harm").text


def test_it_is_one_tap_away_from_every_page_of_the_panel(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    seen = 0
    for path, methods, _ in (*OPEN_PAGES, *SEALED_PAGES):
        if "GET" not in methods:
            continue
        answer = client.get(f"/counselor{filled(path, panda)}", follow_redirects=True)
        if answer.mimetype == "text/html" and "<title>" in answer.text:
            assert WAY_IN in answer.text, path
            seen += 1
    assert seen > 40
    unlocked.vault.lock()
    assert WAY_IN in client.get("/counselor/unlock").text
    assert WAY_IN in client.get("/counselor/about").text


def test_no_page_of_a_child_leads_there(client: FlaskClient, unlocked: House, panda: Child) -> None:
    post(client, "/lock")
    for path in CHILDS_PAGES:
        assert "harm" not in client.get(path, follow_redirects=True).text, path


def test_it_shows_what_is_set_for_the_county_beside_what_holds_everywhere(
    client: FlaskClient, house: House
) -> None:
    supervisor = Hotline("7612301", "Supervisor", key="supervisor", shown=False)
    police = replace(NATIONAL[2], number="0834 110", shown=False)
    rescue = Hotline("7612345", "%s<b>站", shown=False)
    assert "还没有填写号码" in client.get("/counselor/harm").text
    set_numbers(house, supervisor, police, rescue)
    page = client.get("/counselor/harm").text
    for shown in ("7612301", "0834 110", "全国：110", "7612345", "%s&lt;b&gt;站"):
        assert shown in page, shown
    assert "还没有填写号码" not in page


def test_the_page_stays_when_the_panel_locks_under_it(client: FlaskClient, unlocked: House) -> None:
    assert 'data-away="/counselor/harm"' in client.get("/counselor/harm").text
    unlocked.vault.lock()
    assert 'data-away="/"' in client.get("/counselor/harm").text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_to_it(client: FlaskClient, unlocked: House, method: str) -> None:
    before = count(unlocked, "audit")
    answer = getattr(client, method)("/counselor/harm", data={"note": "x"})
    assert answer.status_code in (302, 400, 405)
    assert count(unlocked, "audit") == before
