"""Odd paths, queries, forms and headers at every door, as each role: answered, never a failure."""

from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sync.hq.doors import DOORS, ROLES, Door
from tests.sync.hq.furnished import Furnished

# Behind these nobody would be signed in, or nobody be left: they are tried in test_access.
SPARED = ("/sign-out", "/accounts/lin", "/accounts/lin/remove")
NAMES = (
    *("name", "county", "id", "house", "to", "kind", "title", "body", "title_en", "body_en"),
    *("game", "role", "password", "old", "new", "day", "why", "digits", "text", "next"),
    *("language", "before", "until", "after", "page", "from", "month"),
    *("table", "sure", "program", "anew", "who", "what", "since"),
)
NUMBERS = ("", "0", "-1", "9" * 30, "1e9", "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31")
TAKEN = ("yudu", "all", "house:x", "county:", "announce", "reader", "supervisor", "en")
WORDS = st.text(max_size=40) | st.sampled_from((*NUMBERS, *TAKEN, "\0", "\u202e", "%"))
FIELDS = st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=5)


# Sums that are brought up to date when somebody looks.
SUMS = ("stale", "place_days", "place_gaps", "place_months", "house_months", "last_days")


def told(furnished: Furnished) -> dict[str, Any]:
    """Read all that was told or done; sums follow from it."""
    return {name: rows for name, rows in furnished.kept().items() if name not in SUMS}


def tried(
    furnished: Furnished, client: FlaskClient, door: Door, query: Any, form: Any, odd: str
) -> None:
    path = door.path.format_map(furnished.places)
    path, _, _ = path.partition("?")
    path = path if odd == "" else path.rsplit("/", 1)[0] + "/" + quote(odd)
    headers = {"Accept-Language": "xx;q=a", "Referer": "\\", "Range": "bytes=-1"}
    before = told(furnished) if door.method == "GET" else None
    data = None
    if door.method != "GET":
        data = {"csrf_token": furnished.token(client), **door.form, **form}
    response = client.open(path, method=door.method, query_string=query, data=data, headers=headers)
    page = b"".join(response.response).decode(errors="replace")
    response.close()
    assert response.status_code < 500, (door, query, form, odd, page)
    assert "Traceback" not in page
    assert before is None or told(furnished) == before, (door, query)


ASKED = {
    "door": st.sampled_from([door for door in DOORS if door.path not in SPARED]),
    "role": st.sampled_from(ROLES),
    "query": FIELDS,
    "form": FIELDS,
    "odd": st.just("") | st.text(st.characters(codec="utf-8"), max_size=12),
}


@settings(max_examples=80)
@given(**ASKED)
def test_odd_requests_are_answered(
    furnished: Furnished, clients: dict[str, FlaskClient], door: Door, role: str, **odd: Any
) -> None:
    tried(furnished, clients[role], door, odd["query"], odd["form"], odd["odd"])


@pytest.mark.parametrize("word", [*NUMBERS, "\0"])
def test_no_page_breaks_at_a_number_or_a_sign_that_is_none(
    furnished: Furnished, clients: dict[str, FlaskClient], word: str
) -> None:
    for path in {door.path: door for door in DOORS if door.method == "GET" and door.who[0] != 403}:
        address = path.format_map(furnished.places).partition("?")[0]
        response = clients["administrator"].get(address, query_string=dict.fromkeys(NAMES, word))
        response.close()
        assert response.status_code < 500, address


def test_no_page_says_that_it_is_in_two_places(
    furnished: Furnished, clients: dict[str, FlaskClient]
) -> None:
    for role, door in product(("administrator", "expert"), DOORS):
        if door.method == "GET":
            page = clients[role].get(door.path.format_map(furnished.places))
            assert page.data.count(b'aria-current="page"') <= 1, door.path
            page.close()


@pytest.mark.long
@settings(max_examples=2000)
@given(**ASKED)
def test_very_many_odd_requests_are_answered(
    furnished: Furnished, clients: dict[str, FlaskClient], door: Door, role: str, **odd: Any
) -> None:
    tried(furnished, clients[role], door, odd["query"], odd["form"], odd["odd"])
