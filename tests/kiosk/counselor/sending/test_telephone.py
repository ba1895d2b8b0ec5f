"""The codes on the screen, and the code that comes back."""

import pytest
from flask.testing import FlaskClient

from kiosk.counselor.access.patience import Patience
from kiosk.house import House
from kiosk.store.keys import patience
from sync import confirmation, outbox
from sync.keys import verify_key_of
from tests.cast import EPOCH, HQ, enrol
from tests.kiosk.counselor.panel import audited, post


@pytest.fixture
def closed(unlocked: House) -> House:
    """A house of which one day waits."""
    from kiosk.closing import close_day
    from kiosk.domain.days import Closing

    enrol(unlocked)
    close_day(unlocked, unlocked.clock().day, Closing.COUNSELOR, "li")
    return unlocked


def right_code(house: House, seq: int, *, alone: bool = False) -> str:
    """Write the code as headquarters does."""
    with house.database.reading() as db:
        (signing_key,) = db.execute("SELECT signing_key FROM wire").fetchone()
    secret = confirmation.secret_of_headquarters(HQ[0], verify_key_of(signing_key))
    return confirmation.code(secret, "yuexi-0001", EPOCH, seq, alone=alone)


def outbox_of(house: House) -> list[tuple[object, ...]]:
    with house.database.reading() as db:
        return [tuple(row) for row in db.execute("SELECT * FROM outbox").fetchall()]


def test_a_code_stands_alone_on_its_page(client: FlaskClient, closed: House) -> None:
    page = client.get("/counselor/sending/telephone/1").text
    assert "二维码 1 / 1" in page
    assert "<svg" in page
    assert "日报 · 11月24日" in page
    assert 'href="/counselor/sending/confirm"' in page
    assert 'href="/counselor/sending">返回' in page
    assert 'href="/counselor/sending/telephone/' not in page


@pytest.mark.parametrize("number", [0, 2, 999])
def test_a_code_that_there_is_not_leads_back(
    client: FlaskClient, closed: House, number: int
) -> None:
    assert client.get(f"/counselor/sending/telephone/{number}").location == "/counselor/sending"
    assert "没有可以用二维码发送的内容" not in client.get("/counselor/sending").text


def test_the_right_code_empties_the_outbox(client: FlaskClient, closed: House) -> None:
    answer = post(client, "/sending/confirm", code=right_code(closed, 1).lower())
    assert answer.location == "/counselor/sending"
    page = client.get("/counselor/sending").text
    assert "总部确认收到了 1 份。" in page
    assert "等待发送的，里面写了什么" not in page
    assert ("confirmed by code", "1") in audited(closed)


def test_a_month_comes_first_and_its_own_code_settles_it_alone(
    client: FlaskClient, closed: House
) -> None:
    with closed.database.transaction() as db:
        outbox.put(db, "month", {}, 0)
    first, second = (client.get(f"/counselor/sending/telephone/{one}").text for one in (1, 2))
    assert "二维码 1 / 2" in first and "整个月都在这一个码里" in first and "月报" in first
    assert 'href="/counselor/sending/confirm"' in first
    assert 'href="/counselor/sending/telephone/2"' in first
    assert 'href="/counselor/sending/telephone/1"' in second
    assert "日报 · 11月24日" in second and "整个月" not in second
    post(client, "/sending/confirm", code=right_code(closed, 2, alone=True))
    assert "总部确认收到了 1 份。" in client.get("/counselor/sending").text
    with closed.database.reading() as db:
        assert [one.seq for one in outbox.everything_waiting(db)] == [1]


def test_a_wrong_code_changes_nothing_and_says_one_sentence(
    client: FlaskClient, closed: House
) -> None:
    before = outbox_of(closed)
    page = post(client, "/sending/confirm", code="7K3M-Q9TX-2W").text
    assert page.count('class="problem"') == 1
    assert "这个确认码对不上" in page
    assert outbox_of(closed) == before


def test_a_right_code_makes_nobody_wait_for_the_wrong_ones_before(
    client: FlaskClient, closed: House
) -> None:
    with closed.database.transaction() as db:
        patience.note_wrong(db)
    client.application.extensions["patience"] = Patience(lambda: 0)
    post(client, "/sending/confirm", code=right_code(closed, 1))
    with closed.database.reading() as db:
        assert patience.wrong(db) == 0


def test_after_a_wrong_code_even_the_right_one_must_wait(
    client: FlaskClient, closed: House
) -> None:
    post(client, "/sending/confirm", code="7K3M-Q9TX-2W")
    before = outbox_of(closed)
    page = post(client, "/sending/confirm", code=right_code(closed, 1)).text
    assert "请等" in page
    assert outbox_of(closed) == before


def test_no_code_at_all_is_asked_for(client: FlaskClient, closed: House) -> None:
    assert "请输入手机上显示的确认码。" in post(client, "/sending/confirm", code=" ").text


def test_a_house_that_headquarters_does_not_know_has_nothing_to_confirm(
    client: FlaskClient, unlocked: House
) -> None:
    answer = post(client, "/sending/confirm", code="7K3MQ9TX2W")
    assert answer.location == "/counselor/sending"
    assert "没有可以用二维码发送的内容。" in client.get(answer.location).text
