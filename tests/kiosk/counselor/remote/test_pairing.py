import re

import pytest
from flask.testing import FlaskClient

from kiosk.house import House
from kiosk.remote.pairing import Pairing
from kiosk.remote.remote import Remote
from tests.cast import Hands
from tests.kiosk.counselor.access.test_keys import seconds_of
from tests.kiosk.counselor.panel import post


def shown(client: FlaskClient) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get("/counselor/remote/pairing").text))


def test_the_code_is_shown_with_what_has_to_be_compared_and_the_other_ways(
    client: FlaskClient, unlocked: House, remote: Remote
) -> None:
    assert post(client, "/remote/pairing").location == "/counselor/remote/pairing"
    pairing = remote.pairing
    assert pairing and pairing.counselor == unlocked.vault.keeper.id
    page = shown(client)
    assert "-".join(re.findall("....", pairing.code)) in page
    assert "https://192.168.7.9:8443/pair" in page
    assert "(https://10.0.0.4:8443)" in page
    assert "FF FE FD FC FB FA F9 F8" in page and "F8 F7" not in page
    assert re.search(r"筝 · 鼓 · 饼 · 盐 · 杯 · 锅 (?!·)", page)
    post(client, "/remote/pairing")
    assert remote.pairing is not pairing


def test_a_code_is_counted_down_in_whole_minutes_and_then_gone(
    client: FlaskClient, remote: Remote, hands: Hands
) -> None:
    remote.pairing = Pairing("li", seconds_of(hands))
    assert "还有 5 分钟有效" in shown(client)
    hands.forward(seconds=241)
    assert "还有 1 分钟有效" in shown(client)
    hands.forward(seconds=60)
    assert client.get("/counselor/remote/pairing").location == "/counselor/remote"


def test_a_device_that_is_paired_is_told_once_and_the_code_is_gone(
    client: FlaskClient, unlocked: House, remote: Remote
) -> None:
    post(client, "/remote/pairing")
    assert remote.pairing
    assert remote.pair(unlocked, remote.pairing.code, "李老师的手机")
    assert client.get("/counselor/remote/pairing").location == "/counselor/remote"
    assert "“李老师的手机”已配对。" in client.get("/counselor/remote").text
    assert remote.pairing is None
    assert client.get("/counselor/remote/pairing").location == "/counselor/remote"
    assert "已配对。" not in client.get("/counselor/remote").text


@pytest.mark.usefixtures("remote")
def test_a_code_that_is_looked_at_keeps_no_panel_open(
    client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page looks again and again by itself, whoever is in front of it."""
    post(client, "/remote/pairing")
    touched: list[bool] = []
    monkeypatch.setattr(type(unlocked.vault), "touch", lambda _: touched.append(True))
    client.get("/counselor/remote/pairing")
    assert touched == []
    client.get("/counselor/remote")
    assert touched == [True]
