"""A tag is given by holding it to the reader, and taken away when it is lost."""

from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.people import tags
from tests.kiosk.counselor.panel import audited, count, post

NUMBER = "0004829173"


def owner(house: House) -> str | None:
    with house.database.reading() as db:
        return tags.owner(db, NUMBER)


def test_a_counselor_gives_tags_and_takes_them_away(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    page = f"/children/{panda.id}/tags"
    assert "还没有识别卡" in client.get(f"/counselor{page}").text
    for number in (NUMBER, "7777"):
        assert post(client, page, tag=number).status_code == 303
    shown = client.get(f"/counselor{page}").text
    assert "2 张识别卡" in shown and NUMBER not in shown
    assert "2 张识别卡" in client.get(f"/counselor/children/{panda.id}").text
    assert owner(unlocked) == panda.id
    assert post(client, f"{page}/away").status_code == 303
    assert owner(unlocked) is None
    noted = [line for line in audited(unlocked) if "tag" in line[0]]
    assert noted == [("gave a tag", panda.id)] * 2 + [("took tags away", panda.id)]


def test_a_tag_of_another_child_is_refused_in_one_sentence(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    post(client, f"/children/{panda.id}/tags", tag=NUMBER)
    refused = post(client, f"/children/{owl.id}/tags", tag=NUMBER)
    assert "这张识别卡已经是小竹的了。" in refused.text
    assert NUMBER not in refused.text
    assert owner(unlocked) == panda.id


def test_what_is_no_number_of_a_tag_is_refused(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for typed in ("", "123", "小竹小竹", "7" * 65):
        refused = post(client, f"/children/{panda.id}/tags", tag=typed)
        assert "这不是识别卡的号码" in refused.text
    assert count(unlocked, "tags") == 0


def test_the_copy_tells_how_many_and_no_number(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, f"/children/{panda.id}/tags", tag=NUMBER)
    copy = client.get(f"/counselor/children/{panda.id}/copy").text
    assert "1 张识别卡" in copy
    assert NUMBER not in copy


def test_a_tag_of_no_child_is_refused(client: FlaskClient, unlocked: House, panda: Child) -> None:
    assert post(client, "/children/nobody/tags", tag=NUMBER).status_code == 404
    assert count(unlocked, "tags") == 0
