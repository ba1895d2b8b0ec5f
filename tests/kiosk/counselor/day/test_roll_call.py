"""A group that arrives together is let in by one tap, all of it or none of it."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.visits import Arrival
from kiosk.house import House
from kiosk.store.attendance import visit_lists, visits
from kiosk.store.people import circles
from tests.cast import Hands, leave_the_program
from tests.kiosk.counselor.crowd import fill
from tests.kiosk.counselor.panel import audited, count, post, token

NOBODY = "no-such-child"


def come(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        visits.check_in(db, child.id, house.clock())


def test_a_roll_call_lets_in_whose_guardian_agreed(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    text = client.get("/counselor/arrivals").text
    assert f'value="{panda.id}"' in text
    assert f'value="{owl.id}"' not in text
    assert f"/counselor/children/{owl.id}/consent" in text
    assert post(client, "/arrivals", child=panda.id).location == "/counselor/arrivals"
    with unlocked.database.reading() as db:
        (visit,) = visits.here(db, unlocked.clock())
    assert (visit.child, visit.how) == (panda.id, Arrival.COUNSELOR)
    assert ("let in", panda.id) in audited(unlocked)
    assert f'value="{panda.id}"' not in client.get("/counselor/arrivals").text


def test_a_child_who_is_here_already_stays_as_it_came(
    client: FlaskClient, unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    hands.forward(minutes=5)
    post(client, "/arrivals", child=panda.id)
    with unlocked.database.reading() as db:
        (visit,) = visit_lists.of_child(db, panda.id)
    assert visit.how is Arrival.TOUCH


def test_without_consent_nothing_is_kept_and_that_is_said(
    client: FlaskClient, unlocked: House, owl: Child
) -> None:
    post(client, "/arrivals", child=owl.id)
    assert count(unlocked, "visits") == 0
    assert "监护人还没有同意" in client.get("/counselor/arrivals").text


def test_who_has_left_the_program_is_not_let_in_and_that_is_said(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    leave_the_program(unlocked, panda)
    answer = post(client, "/arrivals", child=panda.id)
    assert (answer.status_code, "这个孩子已经离开项目" in answer.text) == (409, True)
    assert count(unlocked, "visits") == 0
    assert ("let in", panda.id) not in audited(unlocked)


def test_two_taps_at_once_are_one_visit(app: Flask, unlocked: House, panda: Child) -> None:
    clients = [app.test_client() for _ in range(8)]
    tokens = [token(client) for client in clients]

    def tap(number: int) -> int:
        data = {"csrf_token": tokens[number], "child": panda.id}
        return clients[number].post("/counselor/arrivals", data=data).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(tap, range(8))) == {303}
    assert count(unlocked, "visits") == 1


def test_all_who_are_marked_come_at_once(
    client: FlaskClient, unlocked: House, owl: Child, hands: Hands
) -> None:
    early, *others = fill(unlocked, 30)
    come(unlocked, early)
    hands.forward(minutes=5)
    post(client, "/arrivals", child=[early.id, owl.id, *(child.id for child in others)])
    with unlocked.database.reading() as db:
        here = visits.here(db, unlocked.clock())
    assert {visit.child for visit in here} == {early.id, *(child.id for child in others)}
    assert (here[0].child, here[0].how) == (early.id, Arrival.TOUCH)
    assert [subject for action, subject in audited(unlocked) if action == "let in"] == [
        child.id for child in others
    ]
    text = client.get("/counselor/arrivals").text
    assert "29 个孩子已签到。" in text
    assert "没有为阿木保存任何记录：监护人还没有同意。" in text


def test_a_child_that_is_marked_twice_comes_once(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    post(client, "/arrivals", child=[panda.id, panda.id])
    assert count(unlocked, "visits") == 1
    assert audited(unlocked).count(("let in", panda.id)) == 1
    assert "1 个孩子已签到。" in client.get("/counselor/arrivals").text


def test_with_one_who_cannot_come_nobody_does(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    assert post(client, "/arrivals", child=[panda.id, NOBODY]).status_code == 404
    assert count(unlocked, "visits") == 0
    assert ("let in", panda.id) not in audited(unlocked)


def test_nobody_marked_is_said_and_changes_nothing(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    assert post(client, "/arrivals").status_code == 303
    assert "请点选来过的孩子。" in client.get("/counselor/arrivals").text
    assert count(unlocked, "visits") == 0


def test_only_groups_of_which_somebody_is_missing_are_offered(
    client: FlaskClient, unlocked: House
) -> None:
    first, _ = fill(unlocked, 2, groups=2)
    with unlocked.database.transaction() as db:
        circles.add(db, "空组", "1F525", unlocked.clock(), "li")
    text = client.get("/counselor/arrivals").text
    assert "第0组" in text and "第1组" in text and "空组" not in text
    assert f'class="person of-{first.circle}"' in text
    post(client, "/arrivals", child=first.id)
    assert "第0组" not in client.get("/counselor/arrivals").text
