from dataclasses import replace

import pytest

from sync.hq.app import create_app
from sync.hq.config import HqConfig
from tests.sync.hq.cast import PASSWORD, Clock, Office, Visit


def test_cookies_stay_out_of_scripts_and_of_other_sites(config: HqConfig, clock: Clock) -> None:
    for https in (False, True):
        app = create_app(replace(config, https=https), clock)
        client = app.test_client()
        visit = Visit(client)
        visit.get("/sign-in")
        cookie = client.get("/sign-in?language=en").headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert ("Secure" in cookie) is https
        app.extensions["headquarters"].database.close()


def test_signing_in_begins_a_session_of_its_own(small_office: Office) -> None:
    visit = Visit(small_office.app.test_client())
    visit.get("/sign-in?language=en")
    with visit.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    visit.post("/sign-in", name="lin", password=PASSWORD)
    with visit.client.session_transaction() as session:
        assert "planted" not in session
        assert session["language"] == "en"


def test_the_language_that_is_asked_for_is_that_of_the_sign_in_page_too(
    small_office: Office,
) -> None:
    client = small_office.app.test_client()
    page = client.get("/?language=en", follow_redirects=True)
    assert 'lang="en"' in page.text
    page = client.get("/", follow_redirects=True)
    assert 'lang="en"' in page.text


def guesses(config: HqConfig, clock: Clock) -> list[int]:
    """Twelve wrong codes, each said to come from another caller."""
    app = create_app(config, clock)
    client = app.test_client()
    statuses = [
        client.post(
            "/v1/enrol",
            data=b"\xa0",
            headers={"Content-Type": "application/cbor", "X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(12)
    ]
    app.extensions["headquarters"].database.close()
    return statuses


def test_callers_are_told_apart_only_by_a_proxy_of_ours(config: HqConfig, clock: Clock) -> None:
    assert guesses(config, clock) == [400] * 10 + [429] * 2
    assert guesses(replace(config, proxies=1), clock) == [400] * 12


def test_houses_pay_for_no_header_that_is_for_browsers(config: HqConfig, clock: Clock) -> None:
    app = create_app(config, clock)
    response = app.test_client().post(
        "/v1/envelopes", data=b"\xa0", headers={"Content-Type": "application/cbor"}
    )
    assert set(dict(response.headers)) == {"Content-Type", "Content-Length", "Cache-Control"}
    assert "Content-Security-Policy" in app.test_client().get("/sign-in").headers
    app.extensions["headquarters"].database.close()


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/static/hq.css", "/healthz", "/c"])
def test_every_answer_says_what_a_browser_must_not_do(
    config: HqConfig, clock: Clock, path: str
) -> None:
    for https in (False, True):
        app = create_app(replace(config, https=https), clock)
        response = app.test_client().get(path)
        response.close()
        headers = response.headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert ("no-store" in headers.get("Cache-Control", "")) is not path.startswith("/static")
        assert ("Strict-Transport-Security" in headers) is https
        app.extensions["headquarters"].database.close()


def test_a_failure_says_it_as_well(small_office: Office) -> None:
    with small_office.hq.database.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE sessions RENAME TO away")
    client = small_office.app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = "anything"
    response = client.get("/")
    assert (response.status_code, response.headers["X-Frame-Options"]) == (500, "DENY")
    assert "Traceback" not in response.text


@pytest.mark.parametrize("host", ["elsewhere.example", "a b", "x:y:z", "[", "\u00e9", ""])
def test_another_host_name_leads_nowhere(small_office: Office, host: str) -> None:
    client = small_office.app.test_client()
    for path in ("/", "/accounts", "/sign-in"):
        response = client.get(path, headers={"Host": host, "X-Forwarded-Host": "evil.example"})
        assert response.status_code < 500
        assert response.headers.get("Location", "/").startswith("/")
        assert "evil.example" not in response.text
        assert "elsewhere.example" not in response.text
