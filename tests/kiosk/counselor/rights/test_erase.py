"""A child is erased in two steps, and never by a slip of the finger."""

import re

from flask.testing import FlaskClient

from kiosk.caretaker import scrub_the_log
from kiosk.domain.children import Child
from kiosk.house import House
from tests.kiosk.counselor.crowd import fill as fill_house
from tests.kiosk.counselor.panel import audited, count, post
from tests.kiosk.store.belongings import fill
from tests.kiosk.store.test_database import length_of_log, log_that_stays


def test_a_child_is_erased_after_its_picture_and_a_second_yes(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    fill(unlocked, panda)
    address = f"/children/{panda.id}/erase"
    page = client.get(f"/counselor{address}").text
    assert "备份会在 30 天内不再含有这个孩子" in page
    assert page.count('name="picture"') == 12
    assert 'value="yes"' not in page
    second = post(client, address, picture=panda.picture)
    assert "是的，彻底删除小竹的资料" in second.text
    assert count(unlocked, "children") == 1
    done = post(client, address, picture=panda.picture, sure="yes")
    assert done.location == "/counselor/children"
    page = client.get(done.location).text
    assert "这个孩子的资料已删除。" in page and "小竹" not in page
    assert ("erased child", panda.id) in audited(unlocked)
    assert client.get(f"/counselor{address}").status_code == 404


def test_a_child_is_erased_also_where_the_log_cannot_be_emptied_then(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    with log_that_stays(unlocked):
        done = post(client, f"/children/{panda.id}/erase", picture=panda.picture, sure="yes")
        assert done.location == "/counselor/children"
        assert length_of_log(unlocked) > 0
    scrub_the_log(unlocked)
    assert length_of_log(unlocked) == 0


def test_its_picture_is_one_of_a_dozen_in_no_place_that_could_be_known(
    client: FlaskClient, unlocked: House
) -> None:
    places = set()
    for child in fill_house(unlocked, 8):
        address = f"/counselor/children/{child.id}/erase"
        first, again = (
            re.findall(r'name="picture" value="(\w+)"', client.get(address).text) for _ in range(2)
        )
        assert first == again and len(set(first)) == 12
        places.add(first.index(child.picture))
    assert len(places) > 1


def test_another_picture_erases_nobody(client: FlaskClient, unlocked: House, panda: Child) -> None:
    address = f"/children/{panda.id}/erase"
    for wrong in ({"picture": "2B50"}, {"picture": "2B50", "sure": "yes"}, {"sure": "yes"}, {}):
        page = post(client, address, **wrong)
        assert "这不是这个孩子的图画" in page.text
        assert "是的，彻底删除" not in page.text
    assert count(unlocked, "children") == 1


def test_a_page_that_is_only_fetched_erases_nobody_whatever_comes_with_it(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    address = f"/counselor/children/{panda.id}/erase"
    page = client.get(address, data={"picture": panda.picture, "sure": "yes"})
    assert page.status_code == 200 and "是的，彻底删除" not in page.text
    assert count(unlocked, "children") == 1


def test_a_sitting_that_goes_on_ends_as_a_guest(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post_to_child = client.get("/who").text
    assert "小竹" in post_to_child
    with client.session_transaction() as session:
        session["visitor"] = panda.id
    post(client, f"/children/{panda.id}/erase", picture=panda.picture, sure="yes")
    with client.session_transaction() as session:
        session["visitor"] = panda.id
    assert client.get("/thanks").status_code == 200
    assert client.get("/feel").status_code == 303
