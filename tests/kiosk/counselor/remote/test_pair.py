import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.house import House
from kiosk.remote.pairing import Pairing
from kiosk.remote.remote import Remote
from kiosk.store import devices


@pytest.fixture
def pairing(unlocked: House, remote: Remote) -> Pairing:
    """A code on the house's screen."""
    return remote.begin_pairing(unlocked.vault.keeper.id)


def pair(phone: FlaskClient, code: str, name: str = "手机") -> TestResponse:
    page = phone.get("/pair").text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return phone.post("/pair", data={"csrf_token": found[1], "code": code, "device": name})


def paired(house: House) -> list[str]:
    with house.database.reading() as db:
        return [one.name for one in devices.paired(db)]


def test_the_page_shows_what_the_screen_shows_and_suggests_a_name(
    device: Callable[[], FlaskClient], pairing: Pairing
) -> None:
    page = device().get("/pair").text
    assert re.findall(r"<span>([^<]+)</span>", page.split('class="key"')[1])[:6] == [
        "筝", "鼓", "饼", "盐", "杯", "锅",
    ]  # fmt: skip
    assert 'value="我的手机"' in page
    assert pairing.code not in page


@pytest.mark.parametrize(
    ("code", "name", "sentence"),
    [
        ("", "手机", "请输入配对码。"),
        ("the right one", " ", "请给它起个名字。"),
        ("the right one", "长" * 41, "最多 40 个字"),
        ("- - -", "手机", "配对码不对"),
    ],
)
def test_a_form_that_does_not_fit_pairs_nothing_and_does_not_use_the_code_up(
    device: Callable[[], FlaskClient],
    unlocked: House,
    pairing: Pairing,
    code: str,
    name: str,
    sentence: str,
) -> None:
    phone = device()
    answer = pair(phone, pairing.code if code == "the right one" else code, name)
    assert answer.status_code == 200
    assert answer.text.count('class="problem"') == 1 and sentence in answer.text
    assert paired(unlocked) == []
    assert pair(phone, pairing.code.lower(), "长" * 40).location == "/"
    assert paired(unlocked) == ["长" * 40]


def test_a_device_that_is_paired_is_led_to_the_panel(
    device: Callable[[], FlaskClient], pairing: Pairing, remote: Remote
) -> None:
    phone = device()
    assert pair(phone, pairing.code).location == "/"
    assert phone.get("/").location == "/counselor/"
    remote.pairing = None
    assert phone.get("/pair").location == "/"
