from datetime import date, timedelta

from flask.testing import FlaskClient

from kiosk.domain import services
from kiosk.domain.casework import FollowUp, Note, RiskLevel
from kiosk.domain.children import Child
from kiosk.domain.services import ServiceKind, Step, StepTaken
from kiosk.house import House
from kiosk.store.attendance import talks
from kiosk.store.work import cases
from tests.cast import LEGAL_NAME, leave_the_program, succeed
from tests.kiosk.counselor.panel import audited, damage_file

DAY = date(2026, 11, 24)


def add(house: House, child: Child, *entries: object) -> None:
    with house.database.transaction() as db:
        for entry in entries:
            cases.add(db, house.vault, child.id, entry, house.clock())


def test_what_is_open_stands_child_by_child_the_first_day_in_front(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    asked = StepTaken(Step.ASKED, DAY, "配眼镜")
    glasses = services.begin(ServiceKind.MEDICAL_AID, asked)
    later, done = DAY + timedelta(weeks=9), FollowUp("已办完的事", DAY, DAY, "办好了")
    add(unlocked, panda, FollowUp("问低保", later), glasses, done, Note(DAY, "随手记"))
    add(unlocked, owl, FollowUp("家访以后再看看", DAY))
    page = client.get("/counselor/open").text
    assert page.index(owl.nickname) < page.index(panda.nickname)
    assert page.index("问低保") < page.index("配眼镜")
    assert LEGAL_NAME in page and "李老师" in page
    assert "已办完的事" not in page and "随手记" not in page
    assert ("looked at open cases", "") in audited(unlocked)


def test_what_is_open_for_a_child_that_has_left_is_told_with_who_wrote_it(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    add(unlocked, panda, FollowUp("问低保", DAY))
    leave_the_program(unlocked, panda)
    succeed(unlocked, "王老师")
    page = client.get("/counselor/open").text
    assert "问低保" in page and panda.nickname in page and "想和您聊聊" not in page
    assert "李老师写于2026年11月24日" in page


def test_a_wish_to_talk_is_open_too(client: FlaskClient, unlocked: House, panda: Child) -> None:
    assert "没有未完成的事项。" in client.get("/counselor/open").text
    with unlocked.database.transaction() as db:
        talks.ask(db, unlocked.vault, panda.id, unlocked.clock())
        talks.ask(db, unlocked.vault, None, unlocked.clock())
    page = client.get("/counselor/open").text
    assert panda.nickname in page and page.count("想和您聊聊") == 1


def test_a_damaged_file_or_record_hides_nothing_else(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    add(unlocked, panda, RiskLevel(DAY, 2, "奶奶身体不好"), FollowUp("问低保", DAY))
    damage_file(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE cases SET record = zeroblob(600) WHERE id = (SELECT min(id) FROM cases)")
    page = client.get("/counselor/open").text
    assert panda.nickname in page and LEGAL_NAME not in page
    assert ("奶奶身体不好" in page) != ("问低保" in page)
