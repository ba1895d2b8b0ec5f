import re

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
    for address in ("/counselor/static/panel.css", "/counselor/static/nothing.css?v=0"):
        assert "immutable" not in client.get(address, buffered=True).headers.get(
            "Cache-Control", ""
        )
