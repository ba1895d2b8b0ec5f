"""Groups are made on a page of the panel, and a child is put into one on its form."""

import re

from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.circles import MOST, PICTURES
from kiosk.house import House
from kiosk.store.people import children, circles
from tests.kiosk.counselor.panel import FAWN, audited, count, post

TREE, HILL = {"name": "大树组", "picture": "1F332"}, {"name": "高山组", "picture": "26F0"}


def page(client: FlaskClient) -> str:
    return client.get("/counselor/circles").text


def ids(house: House) -> list[str]:
    with house.database.reading() as db:
        return [one.id for one in circles.everything(db)]


def circle_of(house: House, child: Child) -> str | None:
    with house.database.reading() as db:
        return children.get(db, child.id).circle


def test_a_group_is_made_changed_moved_and_removed(client: FlaskClient, unlocked: House) -> None:
    assert "还没有小组" in page(client)
    for group in (TREE, HILL):
        assert post(client, "/circles", **group).status_code == 303
    tree, hill = ids(unlocked)
    listed = page(client)
    assert listed.index("大树组") < listed.index("高山组")
    post(client, f"/circles/{hill}/arrange", do="up")
    assert ids(unlocked) == [hill, tree]
    renamed = {"name": "小树组", "picture": "1F340"}
    assert post(client, f"/circles/{tree}", **renamed).status_code == 303
    assert "小树组" in page(client)
    post(client, f"/circles/{tree}/arrange", do="remove")
    assert ids(unlocked) == [hill]
    actions = [action for action, _ in audited(unlocked) if action.endswith("group")]
    assert actions == ["added group"] * 2 + ["changed group"] * 2 + ["removed group"]
    assert "删除小组" in client.get("/counselor/audit").text
    assert "/counselor/circles" in client.get("/counselor/upkeep").text


def test_what_does_not_fit_is_refused_in_one_sentence(client: FlaskClient, unlocked: House) -> None:
    post(client, "/circles", **TREE)
    (tree,) = ids(unlocked)
    for wrong, sentence in (
        ({"name": " "}, "请填写小组名称。"),
        ({"name": "组" * 13}, "最多 12 个字。"),
        ({"picture": "1F332"}, "大树组已经用了这张图。"),
        ({"picture": "1F43C"}, "请选一项。"),
    ):
        assert sentence in post(client, "/circles", **{**HILL, **wrong}).text
    assert count(unlocked, "circles") == 1
    # Its own picture is not taken from a group that keeps it.
    assert post(client, f"/circles/{tree}", **TREE).status_code == 303
    assert client.get("/counselor/circles/nothing").status_code == 404
    assert post(client, "/circles/nothing/arrange", do="remove").status_code == 404


def test_a_new_group_is_offered_a_picture_that_no_other_has(
    client: FlaskClient, unlocked: House
) -> None:
    for number in range(2):
        post(client, "/circles", name=f"第{number}组", picture=PICTURES[number])
    offered = re.findall(r'<input [^>]*checked[^>]* name="picture"[^>]*value="(\w+)"', page(client))
    assert offered == [PICTURES[2]]


def test_more_groups_than_fit_on_the_screen_are_not_made(
    client: FlaskClient, unlocked: House
) -> None:
    for number in range(MOST + 1):
        post(client, "/circles", name=f"第{number}组", picture=PICTURES[number])
    assert count(unlocked, "circles") == MOST
    assert f"最多放得下 {MOST} 个小组" in page(client)


def test_a_child_is_put_into_a_group_and_taken_out_on_its_form(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    form = f"/children/{panda.id}/change"
    assert 'name="circle"' not in client.get(f"/counselor{form}").text
    post(client, "/circles", **TREE)
    (tree,) = ids(unlocked)
    assert "大树组" in client.get(f"/counselor{form}").text
    assert post(client, form, **FAWN, circle=tree).status_code == 303
    assert circle_of(unlocked, panda) == tree
    (shown,) = re.findall(rf'<input[^>]+value="{tree}"', client.get(f"/counselor{form}").text)
    assert "checked" in shown
    assert "请选一项。" in post(client, form, **FAWN, circle="nothing").text
    assert post(client, form, **FAWN, circle="").status_code == 303
    assert circle_of(unlocked, panda) is None


def test_a_new_child_may_be_in_a_group_at_once(client: FlaskClient, unlocked: House) -> None:
    post(client, "/circles", **TREE)
    (tree,) = ids(unlocked)
    post(client, "/children/new", **FAWN, circle=tree)
    with unlocked.database.reading() as db:
        (fawn,) = children.everyone(db)
    assert fawn.circle == tree
    copy = client.get(f"/counselor/children/{fawn.id}/copy").text
    assert "<dt>小组</dt><dd>大树组</dd>" in copy
