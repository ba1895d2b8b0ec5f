"""A picture code is chosen with the child, and taken away when it is forgotten."""

from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, write
from kiosk.house import House
from kiosk.store.people import children
from tests.kiosk.counselor.panel import audited, post

UMBRELLA, BOOT, HAT = THINGS[:3]


def code_of(house: House, child: Child) -> str:
    with house.database.reading() as db:
        return children.get(db, child.id).code


def test_a_counselor_gives_a_code_and_takes_it_away(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    page = f"/children/{panda.id}/code"
    assert f'{page}">没有</a>' in client.get(f"/counselor/children/{panda.id}").text
    assert post(client, page, things=[BOOT, UMBRELLA]).status_code == 303
    assert code_of(unlocked, panda) == write([UMBRELLA, BOOT])
    assert client.get(f"/counselor{page}").text.count(" checked") == 2
    assert f'{page}">两张小图</a>' in client.get(f"/counselor/children/{panda.id}").text
    assert post(client, page).status_code == 303
    assert code_of(unlocked, panda) == ""
    assert audited(unlocked).count(("changed child", panda.id)) == 2


def test_one_picture_and_three_are_refused(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for things in ([UMBRELLA], [UMBRELLA, BOOT, HAT]):
        refused = post(client, f"/children/{panda.id}/code", things=things)
        assert "请点两张小图" in refused.text
    assert code_of(unlocked, panda) == ""


def test_what_is_none_of_the_nine_is_refused(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, f"/children/{panda.id}/code", things=[UMBRELLA, "1F43C"])
    assert code_of(unlocked, panda) == ""


def test_changing_the_card_keeps_the_code(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        children.set_code(db, panda.id, write([UMBRELLA, BOOT]), "li", unlocked.clock())
        file = children.file_of(db, unlocked.vault, panda.id)
        children.change(db, unlocked.vault, children.get(db, panda.id), file, unlocked.clock())
    assert code_of(unlocked, panda) == write([UMBRELLA, BOOT])
