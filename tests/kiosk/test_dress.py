import re

from flask import Flask
from flask.testing import FlaskClient

from kiosk.house import House


def dressed(page: str) -> list[str]:
    """List the addresses of what a page is dressed in."""
    return re.findall(r'="(/(?:child|counselor/static)/[^"]+)"', page)


def test_what_a_page_wears_is_named_by_its_content_and_lasts(
    client: FlaskClient, unlocked: House
) -> None:
    for path in ("/who", "/counselor/"):
        worn = dressed(client.get(path).text)
        assert worn
        for address in worn:
            assert re.fullmatch(r".+\?v=[0-9a-f]{12}", address)
            kept = client.get(address, buffered=True)
            assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert kept.headers["Content-Security-Policy"]


def test_what_is_asked_for_without_its_content_is_asked_for_anew(client: FlaskClient) -> None:
    for address in (
        "/child/stylesheet.css",
        "/counselor/static/stylesheet.css",
        "/counselor/static/panel.js",
        "/counselor/static/nothing.css?v=0",
    ):
        assert "immutable" not in client.get(address, buffered=True).headers.get(
            "Cache-Control", ""
        )


def test_an_address_is_written_as_flask_writes_it_however_often(app: Flask) -> None:
    words = (
        ("child.static", {"filename": "child.css"}),
        ("child.talk", {}),
        ("child.art", {"code": "1F442"}),
        ("child.who", {"page": 2}),
        (".who", {}),
    )
    written = app.jinja_env.globals["url_for"]
    with app.test_request_context("/who"):
        for endpoint, values in words * 2:
            assert written(endpoint, **values) == app.url_for(endpoint, **values)
    with app.test_request_context("/counselor/unlock"):
        assert written(".static", filename="panel.css") == "/counselor" + app.url_for(
            "counselor.static", filename="panel.css"
        ).removeprefix("/counselor")
    # Beside a page an address names the machine too, and is not remembered for one.
    app.config["SERVER_NAME"] = "localhost"
    with app.app_context():
        assert written("child.talk") == "http://localhost/talk"
    with app.test_request_context("/who"):
        assert written("child.talk") == "/talk"
