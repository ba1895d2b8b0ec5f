import re

from flask.testing import FlaskClient

from kiosk.counselor.stylesheets import PANEL
from kiosk.house import House


def test_a_page_asks_once_for_all_of_them_in_their_order(
    client: FlaskClient, unlocked: House
) -> None:
    page = client.get("/counselor/about").text
    (address,) = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    sent = client.get(address)
    assert sent.mimetype == "text/css"
    assert sent.text == "".join(path.read_text("utf-8") for path in PANEL.files)
