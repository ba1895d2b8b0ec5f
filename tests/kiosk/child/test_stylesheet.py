import re
from urllib.parse import urljoin

from flask.testing import FlaskClient

from games.palette import palette
from kiosk.house import House


def test_a_page_asks_once_for_the_colours_and_all_that_uses_them(
    client: FlaskClient, house: House
) -> None:
    (address,) = re.findall(r'rel="stylesheet" href="([^"]+)"', client.get("/").text)
    sheet = client.get(address).text
    colours = dict(re.findall(r"--([a-z_]+):(#[0-9A-Fa-f]{6});", sheet.partition("\n")[0]))
    assert colours == palette()
    assert ".wake" in sheet
    pictures = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert "hills.svg" in pictures
    for picture in pictures:
        assert client.get(urljoin(address, picture), buffered=True).status_code == 200, picture
