"""What other sites, old pages and odd links could make a browser do."""

import time
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from tests.sync.hq.doors import DOORS, Door
from tests.sync.hq.furnished import Furnished

POSTS = [door for door in DOORS if door.method == "POST" and not door.path.startswith("/v1/")]
OURS = "http://localhost"


@pytest.fixture(scope="module")
def reader(furnished: Furnished) -> FlaskClient:
    return furnished.client("reader")


def tokens(furnished: Furnished) -> Iterator[str]:
    """None, rubbish, one of another browser, one that is twelve hours and a minute old."""
    yield from ("", "rubbish")
    yield furnished.token(furnished.office.app.test_client(), "of another browser")
    signer = URLSafeTimedSerializer(furnished.office.app.secret_key, salt="wtf-csrf-token")
    late = type(
        "Late", (signer.signer,), {"get_timestamp": lambda _: int(time.time()) - 12 * 3600 - 60}
    )
    signer.signer = late
    yield signer.dumps("a token of the tests")


@pytest.mark.parametrize("door", POSTS, ids=lambda door: f"{door.path} {door.status}")
def test_no_form_is_taken_without_its_own_fresh_token(furnished: Furnished, door: Door) -> None:
    role = "expert" if door.who[0] else "administrator"
    client = furnished.client(role)
    furnished.token(client)
    path, before = door.path.format_map(furnished.places), furnished.kept()
    for token in tokens(furnished):
        response = client.post(path, data={"csrf_token": token, **door.form})
        assert (response.status_code, "expired" in response.text) == (400, True), token
    assert furnished.kept() == before
    assert furnished.office.app.config["WTF_CSRF_TIME_LIMIT"] == 12 * 3600


ODD = st.text(
    st.sampled_from("/\\:@?#%.\t\n\r\0\x0b \u2028\u3002\uff0f\u2044aexmplhtsjvcri0135")
    | st.characters(codec="utf-8")
)


@given(wanted=st.one_of(ODD, ODD.map("/".__add__), ODD.map("//".__add__), ODD.map("/\\".__add__)))
@example(wanted="https://elsewhere.example/")
@example(wanted="//elsewhere.example")
@example(wanted="/\\elsewhere.example")
@example(wanted="/\t/elsewhere.example")
@example(wanted="/\n/elsewhere.example")
@example(wanted="\t//elsewhere.example")
@example(wanted="/%09/elsewhere.example")
@example(wanted="/@elsewhere.example")
@example(wanted="///elsewhere.example")
@example(wanted="javascript:alert(1)")
@example(wanted="/\0/elsewhere.example")
@example(wanted="/\u2028/elsewhere.example")
def test_no_link_leads_elsewhere_after_signing_in(reader: FlaskClient, wanted: str) -> None:
    response = reader.get("/sign-in", query_string={"next": wanted})
    if "\0" in wanted:
        assert response.status_code == 400
        return
    assert response.status_code == 302
    location = response.headers["Location"]
    # As a browser reads it: it drops tabs and line ends, and takes \ for /.
    read = location.translate({9: None, 10: None, 13: None, 92: "/"}).strip(" \0\x0b")
    assert location.startswith("/")
    assert urlsplit(urljoin(OURS, read)).netloc == "localhost"
    assert not read.startswith("//")
