"""The page of the backups, and the lines that tell her what the house did by itself."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.config import HouseConfig
from kiosk.house import House
from kiosk.store import notices
from kiosk.store.safety import backup, repair, restore
from kiosk.store.safety.places import FOLDER
from tests.cast import Hands, back_up_next_door
from tests.disks import unanswering
from tests.kiosk.counselor.panel import audited, post
from tests.processes import wait_for


@pytest.fixture
def config(tmp_path: Path) -> HouseConfig:
    (tmp_path / "media" / "red" / FOLDER).mkdir(parents=True)
    return HouseConfig(
        data=tmp_path / "house", argon2_memory_kib=1024, sticks=f"{tmp_path}/media/*"
    )


def finished(house: House) -> None:
    wait_for("the backup", 20, lambda: house.archivist.work is None)


def test_it_is_among_the_rooms_of_upkeep(client: FlaskClient, unlocked: House) -> None:
    assert 'href="/counselor/backups"' in client.get("/counselor/upkeep").text
    page = client.get("/counselor/backups").text
    assert "还没有做过备份" in page
    assert "总部看不到里面的内容" in page


def test_she_makes_one_by_hand_on_the_card_and_on_a_stick(
    client: FlaskClient, unlocked: House, tmp_path: Path
) -> None:
    stick = tmp_path / "media" / "red" / FOLDER
    for place in (unlocked.config.backup_directory, stick):
        answer = post(client, "/backups", place=str(place))
        assert answer.status_code == 303
        finished(unlocked)
        assert len(backup.listed(place)) == 1
    page = client.get("/counselor/backups").text
    assert "U 盘“red”" in page
    assert "上一次备份：11月24日" in page
    assert "存储卡上有 1 份备份" in page
    assert [line for line in audited(unlocked) if line[0] == "backed up"] == [
        ("backed up", "card"),
        ("backed up", "stick"),
    ]


def test_what_a_neighbour_keeps_on_a_shared_stick_is_not_taken_for_her_own(
    client: FlaskClient, unlocked: House, tmp_path: Path
) -> None:
    back_up_next_door(tmp_path / "next-door", tmp_path / "media" / "red" / FOLDER)
    page = client.get("/counselor/backups").text
    assert "U 盘“red”" in page
    assert "上一次备份" not in page


def test_a_stick_that_breaks_leaves_the_page_as_it_is(
    client: FlaskClient, unlocked: House, tmp_path: Path
) -> None:
    (tmp_path / "media" / "broken").mkdir()
    unanswering(tmp_path / "media" / "broken" / FOLDER)
    unanswering(tmp_path / "media" / "gone")
    page = client.get("/counselor/backups")
    assert page.status_code == 200
    assert "U 盘“red”" in page.text


@pytest.mark.parametrize("place", ["/etc", "", "/media/../etc"])
def test_only_a_place_that_was_found_is_written_to(
    client: FlaskClient, unlocked: House, place: str
) -> None:
    page = client.post("/counselor/backups", data={"csrf_token": "x", "place": place})
    assert page.status_code == 400
    post(client, "/backups", place=place)
    assert "U 盘已经拔掉了" in client.get("/counselor/backups").text
    assert unlocked.archivist.work is None
    assert ("backed up", "card") not in audited(unlocked)


def test_what_went_wrong_is_one_sentence(client: FlaskClient, unlocked: House) -> None:
    own = unlocked.config.backup_directory
    own.write_text("a file where the directory should be")
    post(client, "/backups", place=str(own))
    finished(unlocked)
    assert "那里写不进去" in client.get("/counselor/backups").text


def test_nobody_sees_it_while_the_panel_is_locked(client: FlaskClient, house: House) -> None:
    assert "/unlock" in client.get("/counselor/backups").location
    post(client, "/backups", place=str(house.config.backup_directory))
    assert house.archivist.work is None
    assert backup.listed(house.config.backup_directory) == []


def test_a_notice_stands_on_every_page_until_she_has_understood_it(
    client: FlaskClient, unlocked: House, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        for _ in range(2):
            notices.tell(db, hands(), repair.RESTORED, when=hands().ms)
        (told,) = notices.unseen(db)
    sentence = "记录损坏了，已经用 11月24日 08:00 的备份恢复。"
    for path in ("/", "/children", "/backups"):
        assert sentence in client.get(f"/counselor{path}").text
    answer = post(client, "/notices", seq=str(told.seq), back="/counselor/children")
    assert answer.location == "/counselor/children"
    assert sentence not in client.get("/counselor/").text


@pytest.mark.parametrize("seq", ["", "many", "-1", "99999999999999999999"])
def test_a_notice_that_is_not_there_changes_nothing(
    client: FlaskClient, unlocked: House, hands: Hands, seq: str
) -> None:
    with unlocked.database.transaction() as db:
        notices.tell(db, hands(), repair.EMPTY)
    assert post(client, "/notices", seq=seq).status_code in (303, 400)
    with unlocked.database.reading() as db:
        assert len(notices.unseen(db)) == 1


def test_every_line_that_the_house_may_tell_is_in_her_language(
    app: Flask, unlocked: House, hands: Hands
) -> None:
    from kiosk import archivist
    from kiosk.counselor import said_elsewhere, sentences

    listed = {str(one) for one in (*said_elsewhere.NOTICES, *said_elsewhere.BACKUP_TROUBLES)}
    said = {
        repair.RESTORED,
        repair.LOST,
        repair.EMPTY,
        repair.BY_HAND,
        repair.GOES_ON,
        restore.NOT_KNOWN_HERE,
        restore.AS_IT_WAS,
        archivist.FAILED,
    }
    said |= {sentences.RESERVE_GONE, backup.NO_ROOM, backup.CANNOT_WRITE, backup.CANNOT_READ}
    assert said | {backup.NOT_READ_BACK} <= listed


def test_one_that_goes_while_they_are_listed_is_listed_no_more(
    client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(client, "/backups", place=str(unlocked.config.backup_directory))
    finished(unlocked)
    listed = backup.listed

    def list_and_let_go(directory: Path) -> list[backup.Backup]:
        found = listed(directory)
        for one in found:
            one.path.unlink()
        return found

    monkeypatch.setattr(backup, "listed", list_and_let_go)
    page = client.get("/counselor/backups")
    assert page.status_code == 200
    assert "存储卡上有" not in page.text
