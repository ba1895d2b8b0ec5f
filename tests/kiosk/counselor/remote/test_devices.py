import re

import pytest
from flask.testing import FlaskClient

from kiosk.house import House
from kiosk.remote.remote import Remote
from kiosk.store import devices, settings
from tests.cast import Hands
from tests.kiosk.counselor.panel import audited, post


def pair(house: House, *names: str) -> list[str]:
    """Pair devices for counselor Li, and tell their ids."""
    with house.database.transaction() as db:
        for name in names:
            devices.pair(db, name, house.vault.keeper.id, house.clock())
        known = devices.names(db)
    return [next(one for one, called in known.items() if called == name) for name in names]


def paired(house: House) -> list[str]:
    with house.database.reading() as db:
        return [one.name for one in devices.paired(db)]


def lets_in(house: House) -> bool:
    with house.database.reading() as db:
        return settings.lets_devices_in(db)


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def listed(client: FlaskClient) -> str:
    return words(client.get("/counselor/remote").text.split('<ul class="holders">')[1])


def test_at_first_nothing_reaches_the_panel_but_the_screen(
    client: FlaskClient, unlocked: House
) -> None:
    page = words(client.get("/counselor/remote").text)
    assert "现在是关着的" in page and "配对一台设备" not in page
    assert not lets_in(unlocked) and not unlocked.remote.is_on


def test_turned_on_it_tells_where_and_turned_off_it_is_off(
    client: FlaskClient, unlocked: House, remote: Remote
) -> None:
    page = words(client.get("/counselor/remote").text)
    assert "在这个网址打开工作台： https://192.168.7.9:8443 · https://10.0.0.4:8443 " in page
    assert "配对一台设备" in page and "还没有配对过设备" in page
    assert lets_in(unlocked) and remote.is_on
    assert audited(unlocked)[-1] == ("opened the panel to devices", "devices")
    post(client, "/remote", do="close")
    assert not lets_in(unlocked) and not remote.is_on
    assert audited(unlocked)[-1] == ("closed the panel to devices", "devices")


@pytest.mark.usefixtures("remote")
def test_turned_on_twice_is_noted_once_and_what_is_not_understood_turns_it_off(
    client: FlaskClient, unlocked: House
) -> None:
    post(client, "/remote", do="open")
    assert audited(unlocked).count(("opened the panel to devices", "devices")) == 1
    post(client, "/remote")
    assert not lets_in(unlocked)


def test_what_is_turned_on_and_not_reached_yet_gives_out_no_code(
    client: FlaskClient, remote: Remote
) -> None:
    remote.turn_off()
    page = words(client.get("/counselor/remote").text)
    assert "已经打开，但还没有连通" in page and "配对一台设备" not in page
    assert post(client, "/remote/pairing").location == "/counselor/remote"
    assert remote.pairing is None


def test_a_key_that_cannot_be_kept_is_said(
    client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_remote: Remote, _house: House) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Remote, "_turn_on", full)
    answer = post(client, "/remote", do="open")
    assert "密钥存不下来" in client.get(answer.location).text
    assert lets_in(unlocked)


@pytest.mark.usefixtures("remote")
def test_each_device_is_told_by_whom_it_was_paired_and_when_it_was_used(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    phone, laptop = pair(unlocked, "手机", "电脑")
    hands.forward(hours=2)
    with unlocked.database.transaction() as db:
        devices.note_use(db, laptop, unlocked.clock())
        (_, unused) = devices.paired(db)
    hands.forward(minutes=110)
    page = listed(client)
    assert re.search(r"电脑 李老师 于 \d+年11月24日 配对 上次解锁：2小时前 ", page)
    assert re.search(r"手机 李老师 于 \d+年11月24日 配对 还没有解锁过", page)
    assert page.index("电脑") < page.index("手机")
    unlocked.remote.seen_from(unlocked, unused).vault.unlock(b"key", unlocked.vault.keeper)
    page = listed(client)
    assert re.search(r"手机 [^ ]+ 于 [^ ]+ 配对 正在使用", page)
    assert page.count("正在使用") == 1
    assert unlocked.remote.unlocked() == {phone}


@pytest.mark.usefixtures("remote")
def test_one_is_taken_away_or_all_of_them_and_by_whom_is_noted(
    client: FlaskClient, unlocked: House
) -> None:
    phone, _, tablet = pair(unlocked, "手机", "电脑", "平板")
    post(client, "/remote/away", device=phone)
    assert sorted(paired(unlocked)) == ["平板", "电脑"]
    assert "全部取消配对" in client.get("/counselor/remote").text
    assert post(client, "/remote/away", device=phone).status_code == 404
    assert post(client, "/remote/away").status_code == 404
    post(client, "/remote/away", device=tablet)
    assert paired(unlocked) == ["电脑"]
    assert "全部取消配对" not in client.get("/counselor/remote").text
    pair(unlocked, "又一台")
    post(client, "/remote/away", device="every")
    assert paired(unlocked) == []
    with unlocked.database.reading() as db:
        rows = list(db.query("SELECT who FROM audit WHERE action = 'took device away'"))
    assert [row["who"] for row in rows] == [unlocked.vault.keeper.id] * 4
