import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.counselor.sheets.file_kinds import KINDS
from kiosk.counselor.views import OPEN_PAGES, SEALED_PAGES
from kiosk.domain.casework import Kind
from kiosk.domain.children import Child
from kiosk.domain.moment import ClockState
from kiosk.house import House
from tests.cast import GUARDIAN, LEGAL_NAME, PASSPHRASE, PHONE, Hands
from tests.kiosk.counselor.panel import count, post, token

ADDRESSES = [(path, method) for path, methods, _ in SEALED_PAGES for method in methods]
TABLES = ("children", "consents", "visits", "talks", "days", "audit", "snoozes", "questions")


def filled(path: str, child: Child) -> str:
    """Put a child, a day, a month and a number into an address."""
    known = {"<child_id>": child.id, "<day>": "2026-11-23", "<month>": "2026-11", "<int:seq>": "1"}
    known[KINDS] = "csv"
    known["<int:number>"] = "1"
    for name, value in known.items():
        path = path.replace(name, value)
    return path


def test_nothing_sealed_is_seen_or_done_while_the_panel_is_locked(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    unlocked.vault.lock()
    before = [count(unlocked, table) for table in TABLES]
    form = {"csrf_token": token(client), "child": panda.id}
    for path, method in ADDRESSES:
        data = form if method == "POST" else None
        answer = client.open(f"/counselor{filled(path, panda)}", method=method, data=data)
        assert answer.status_code == 302, path
        assert answer.location.startswith("/counselor/unlock?back=/counselor/"), path
        for secret in (LEGAL_NAME, GUARDIAN, PHONE, "小竹"):
            assert secret not in answer.text, path
        assert [count(unlocked, table) for table in TABLES] == before, path


def test_pages_that_are_open_hold_no_child(client: FlaskClient, panda: Child) -> None:
    for path, methods, _ in OPEN_PAGES:
        if "GET" in methods:
            assert "小竹" not in client.get(f"/counselor{path}", follow_redirects=False).text


def test_what_was_written_and_sent_after_the_lock_is_told_not_to_be_kept(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    note = {"csrf_token": token(client), "text": "想学画画", "day": ["2026", "11", "24"]}
    unlocked.vault.lock()
    page = f"/counselor/children/{panda.id}/cases/note/new"
    sent = client.post(page, data=note)
    assert sent.location == f"/counselor/unlock?back={page}"
    assert "什么也没有保存。" in client.get(sent.location).text
    assert "什么也没有保存。" not in client.get(sent.location).text
    assert "什么也没有保存。" not in client.get("/counselor/", follow_redirects=True).text


def test_what_can_only_be_posted_comes_back_to_today(client: FlaskClient, house: House) -> None:
    answer = client.post("/counselor/days/close", data={"csrf_token": token(client)})
    assert answer.location == "/counselor/unlock?back=/counselor/"


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/who",
        "/counselor/../who",
        "/counselor/%2e%2e/who",
        "/counselor//elsewhere.example",
        "/counselor/\\elsewhere.example",
        "/counselor/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/counselor",
        "",
    ],
)
def test_the_way_back_never_leaves_the_panel(app: Flask, house: House, back: str) -> None:
    client = app.test_client()
    opened = post(client, "/unlock", passphrase=PASSPHRASE, back=back)
    assert opened.location == "/counselor/"


@pytest.mark.parametrize(
    "back",
    [
        "/counselor/children/new",
        "/counselor/register/2026-11.csv",
        "/counselor/register/2026-11.xlsx",
        "/counselor/house-month/2026-11.pdf",
        "/counselor/?a=b",
    ],
)
def test_the_way_back_is_where_she_was(client: FlaskClient, house: House, back: str) -> None:
    assert post(client, "/unlock", passphrase=PASSPHRASE, back=back).location == back


def test_the_page_that_was_asked_for_is_found_again_with_all_of_its_address(
    client: FlaskClient, house: House
) -> None:
    asks = client.get("/counselor/children?left=1")
    opened = post(
        client, "/unlock", passphrase=PASSPHRASE, **parse_qs(urlsplit(asks.location).query)
    )
    assert opened.location == "/counselor/children?left=1"


def test_a_page_left_alone_goes_away_after_its_own_time(
    client: FlaskClient, unlocked: House
) -> None:
    config = unlocked.config
    assert config.lock_seconds != config.idle_seconds
    page = client.get("/counselor/").text
    assert f'data-idle="{config.lock_seconds:.0f}"' in page
    assert f'content="{config.lock_seconds + 1:.0f}"' in page
    unlocked.vault.lock()
    assert f'data-idle="{config.idle_seconds:.0f}"' in client.get("/counselor/unlock").text


def test_every_answer_of_the_panel_is_kept_by_no_browser(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for path, methods, _ in (*OPEN_PAGES, *SEALED_PAGES):
        if "GET" in methods:
            answer = client.get(f"/counselor{filled(path, panda)}")
            assert answer.headers["Cache-Control"] == "no-store", path


def test_the_language_is_hers_and_not_the_childrens(client: FlaskClient, unlocked: House) -> None:
    changed = post(client, "/language", language="en", back="/counselor/days")
    assert changed.location == "/counselor/days"
    assert "No day has been closed yet." in client.get("/counselor/days").text
    assert "你来啦" in client.get("/").text
    post(client, "/language", language="fr")
    assert "Days" in client.get("/counselor/days").text


@pytest.mark.parametrize(
    "woke", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2025, 6, 15, tzinfo=UTC)]
)
@pytest.mark.parametrize(
    "page",
    [
        "children/{}/consent",
        *(f"children/{{}}/cases/{kind.value}/new" for kind in Kind),
        "calls/new",
        "activities/new",
        "plans/new",
    ],
)
def test_a_house_that_does_not_know_the_date_suggests_none(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands, woke: datetime, page: str
) -> None:
    """What is kept without another look at it would be overdue at once, or signed years ago."""
    assert (
        "<option selected>2026</option>" in client.get(f"/counselor/{page.format(panda.id)}").text
    )
    hands.at, hands.clock = woke, ClockState.UNKNOWN
    shown = client.get(f"/counselor/{page.format(panda.id)}").text
    assert ">1970</option>" not in shown
    assert not re.search(r"<option selected>\d{4}</option>", shown)


def test_a_clock_that_does_not_know_the_date_is_said(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    assert "还不知道今天的日期" not in client.get("/counselor/").text
    hands.at, hands.clock = datetime(1970, 1, 1, tzinfo=UTC), ClockState.UNKNOWN
    for path in ("/", "/children/new", "/register"):
        page = client.get(f"/counselor{path}", follow_redirects=True)
        assert page.status_code == 200
        assert "还不知道今天的日期" in page.text
