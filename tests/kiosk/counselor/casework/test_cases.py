"""A child's case records, as a counselor adds, lets go on, mends and deletes them."""

from datetime import date, time, timedelta

import pytest
from flask.testing import FlaskClient

from kiosk.counselor.casework.cases import RECORDS
from kiosk.domain.casework import Call, Case, FollowUp, HomeVisit, Kind, Note, RiskLevel
from kiosk.domain.children import Child
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken
from kiosk.house import House
from kiosk.store.work import cases
from tests.cast import Hands, succeed
from tests.kiosk.counselor.panel import Form, audited, count, post, shown

DAY = date(2026, 11, 24)
TODAY = ["2026", "11", "24"]

NOTE: dict[str, Form] = {"text": "想学画画。\r\n\r\n  下次给她留彩笔。 ", "day": TODAY}
FOLLOW_UP: dict[str, Form] = {"reason": "陪奶奶去乡里", "due": ["2026", "12", "1"]}
RISK: dict[str, Form] = {"level": "3", "reason": "父亲失联", "day": TODAY}
HOME_VISIT: dict[str, Form] = {"day": TODAY, "met": "奶奶", "found": "床单薄", "next": ""}
SERVICE: dict[str, Form] = {"what": "medical_aid", "step": "asked", "day": TODAY, "note": "配眼镜"}
CALL: dict[str, Form] = {"to": "police", "day": TODAY, "at": ["7", "40"]}
SHELTER: dict[str, Form] = {
    "what": "temporary_shelter",
    "step": "given",
    "day": TODAY,
    "note": "",
    "begins": TODAY,
    "ends": ["2026", "11", "27"],
}
ADDED = (
    ("note", NOTE, Note(DAY, "想学画画。\n\n下次给她留彩笔。")),
    ("follow_up", FOLLOW_UP, FollowUp("陪奶奶去乡里", date(2026, 12, 1))),
    ("risk_level", RISK, RiskLevel(DAY, 3, "父亲失联")),
    ("home_visit", HOME_VISIT, HomeVisit(DAY, "奶奶", "床单薄", "")),
    ("call", CALL, Call(DAY, time(7, 40), "police")),
    (
        "service",
        SERVICE,
        Service(ServiceKind.MEDICAL_AID, (StepTaken(Step.ASKED, DAY, "配眼镜"),)),
    ),
    (
        "service",
        {**SHELTER, "ends": TODAY},
        Service(ServiceKind.TEMPORARY_SHELTER, (StepTaken(Step.GIVEN, DAY),), DAY, DAY),
    ),
    (
        "service",
        SHELTER,
        Service(
            ServiceKind.TEMPORARY_SHELTER, (StepTaken(Step.GIVEN, DAY),), DAY, date(2026, 11, 27)
        ),
    ),
)


def kept(house: House, child: Child) -> list[Case]:
    with house.database.reading() as db:
        return cases.of_child(db, house.vault, child.id)


def add(client: FlaskClient, house: House, child: Child, kind: str, form: dict[str, Form]) -> Case:
    before = {case.id for case in kept(house, child)}
    assert post(client, f"/children/{child.id}/cases/{kind}/new", **form).status_code == 303
    (case,) = [case for case in kept(house, child) if case.id not in before]
    return case


def looks(house: House, child: Child) -> int:
    return audited(house).count(("looked at child", child.id))


def offered(client: FlaskClient, listed: str, case: Case) -> tuple[bool, bool]:
    """Tell whether a list lets a record go on, and its last step be taken back."""
    page = client.get(listed).text
    return f"{case.id}/next" in page, f"{case.id}/back" in page


@pytest.mark.parametrize(("kind", "form", "entry"), ADDED)
def test_a_record_is_added_and_listed(
    client: FlaskClient,
    unlocked: House,
    panda: Child,
    kind: str,
    form: dict[str, Form],
    entry: object,
) -> None:
    before = looks(unlocked, panda)
    listed = f"/children/{panda.id}/cases/{kind}"
    assert client.get(f"/counselor{listed}/new").status_code == 200
    answer = post(client, f"{listed}/new", **form)
    assert answer.location == f"/counselor{listed}"
    assert [case.entry for case in kept(unlocked, panda)] == [entry]
    page = client.get(answer.location).text
    assert "已保存。" in page and "李老师写于2026年11月24日" in page
    told = form.get("text") or form.get("reason") or form.get("found") or form.get("note", "警察")
    assert str(told).split("\r\n")[0] in page
    assert looks(unlocked, panda) == before + 3


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_list_says_so(
    client: FlaskClient, unlocked: House, panda: Child, kind: Kind
) -> None:
    page = client.get(f"/counselor/children/{panda.id}/cases/{kind.value}").text
    assert 'class="empty"' in page
    assert f"/cases/{kind.value}/new" in page


@pytest.mark.parametrize(
    ("kind", "wrong", "sentence"),
    [
        ("note", {**NOTE, "text": " \r\n "}, "请在这里填写。"),
        ("note", {**NOTE, "text": "画" * 541}, "最多 540 个字。"),
        ("note", {**NOTE, "day": ["2026", "11", "25"]}, "这一天还没有到。"),
        ("follow_up", {**FOLLOW_UP, "due": []}, "请选好年、月、日。"),
        ("follow_up", {**FOLLOW_UP, "due": ["2026", "2", "30"]}, "没有这一天。"),
        ("follow_up", {**FOLLOW_UP, "reason": ""}, "请在这里填写。"),
        ("risk_level", {**RISK, "level": "5"}, "请选一项。"),
        ("risk_level", {**RISK, "level": ""}, "请选一项。"),
        ("risk_level", {**RISK, "reason": ""}, "请在这里填写。"),
        ("home_visit", {**HOME_VISIT, "met": ""}, "请在这里填写。"),
        ("call", {**CALL, "to": "the moon"}, "请选一项。"),
        ("call", {**CALL, "to": ""}, "请选一项。"),
        ("call", {**CALL, "at": ["", ""]}, "请选好时和分。"),
        ("call", {**CALL, "at": ["8", "5"]}, "这个时间还没有到。"),
        ("call", {**CALL, "day": ["2026", "11", "25"]}, "这一天还没有到。"),
        ("service", {**SERVICE, "what": "gold"}, "请选一项。"),
        ("service", {**SERVICE, "step": "refused"}, "请选一项。"),
        ("service", {**SHELTER, "ends": ["2026", "11", "23"]}, "结束日期不能早于开始日期。"),
        ("service", {**SHELTER, "begins": ["", "", ""]}, "结束日期不能早于开始日期。"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    client: FlaskClient,
    unlocked: House,
    panda: Child,
    kind: str,
    wrong: dict[str, Form],
    sentence: str,
) -> None:
    page = post(client, f"/children/{panda.id}/cases/{kind}/new", **wrong)
    assert page.status_code == 200
    assert page.text.count('class="problem"') == 1
    assert sentence in page.text
    assert kept(unlocked, panda) == []


def test_a_text_of_rare_signs_that_does_not_fit_is_refused_in_one_sentence(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    rare = {**NOTE, "text": "𠀀" * 530}  # four bytes each
    page = post(client, f"/children/{panda.id}/cases/note/new", **rare)
    assert "内容太长，无法保存，请写短一些。" in page.text
    assert "𠀀" * 530 in page.text
    assert count(unlocked, "cases") == 0


def test_a_follow_up_is_done_and_can_be_taken_back(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "follow_up", FOLLOW_UP)
    one = f"/children/{panda.id}/case/{case.id}"
    page = client.get(f"/counselor{one}/next").text
    assert "陪奶奶去乡里" in page and "<h1>办好了</h1>" in page
    listed = f"/counselor/children/{panda.id}/cases/follow_up"
    assert offered(client, listed, case) == (True, False)
    post(client, f"{one}/next", day=TODAY, result="材料齐了")
    assert offered(client, listed, case) == (False, True)
    assert "2026年11月24日完成" in client.get(listed).text
    (after,) = kept(unlocked, panda)
    assert after.entry == FollowUp("陪奶奶去乡里", date(2026, 12, 1), DAY, "材料齐了")
    assert post(client, f"{one}/next", day=TODAY, result="再一次").status_code == 404
    assert post(client, f"{one}/back").status_code == 303
    (again,) = kept(unlocked, panda)
    assert again.entry == case.entry
    assert post(client, f"{one}/back").status_code == 404


def test_a_service_takes_its_steps_in_order_and_offers_no_other(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "service", SERVICE)
    one = f"/children/{panda.id}/case/{case.id}"
    refused = post(client, f"{one}/next", step="given", day=TODAY, note="")
    assert "请选一项。" in refused.text
    early = post(client, f"{one}/next", step="agreed", day=["2026", "11", "23"], note="")
    assert "日期早于上一步。" in early.text
    listed = f"/counselor/children/{panda.id}/cases/service"
    assert offered(client, listed, case) == (True, False)  # there is no step before the first
    for step in ("agreed", "given", "closed"):
        page = client.get(f"/counselor{one}/next").text
        assert f'value="{step}"' in page and "<h1>下一步</h1>" in page
        assert post(client, f"{one}/next", step=step, day=TODAY, note=step).status_code == 303
    (after,) = kept(unlocked, panda)
    assert isinstance(after.entry, Service)
    assert [taken.note for taken in after.entry.steps] == ["配眼镜", "agreed", "given", "closed"]
    assert client.get(f"/counselor{one}/next").status_code == 404
    assert offered(client, listed, case) == (False, True)


@pytest.mark.parametrize(
    ("kind", "form", "change"),
    [
        ("note", NOTE, {"text": "想学唱歌"}),
        ("follow_up", FOLLOW_UP, {"reason": "陪外婆去县里"}),
        ("risk_level", RISK, {"level": "2"}),
        ("home_visit", HOME_VISIT, {"next": "送一床被子"}),
        ("service", SERVICE, {"what": "referral"}),
        ("call", CALL, {"to": "government"}),
    ],
)
def test_a_record_that_is_wrong_is_corrected_in_its_place(
    client: FlaskClient,
    unlocked: House,
    panda: Child,
    kind: str,
    form: dict[str, Form],
    change: dict[str, Form],
) -> None:
    case = add(client, unlocked, panda, kind, form)
    corrected = f"/children/{panda.id}/case/{case.id}/correct"
    assert client.get(f"/counselor{corrected}").status_code == 200
    assert post(client, corrected, **{**form, **change}).status_code == 303
    (after,) = kept(unlocked, panda)
    ((field, value),) = change.items()
    assert str(getattr(after.entry, field)) == value
    assert (after.id, after.by, after.at) == (case.id, case.by, case.at)


def test_a_follow_up_keeps_its_result_when_its_reason_is_corrected(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "follow_up", FOLLOW_UP)
    one = f"/children/{panda.id}/case/{case.id}"
    post(client, f"{one}/next", day=TODAY, result="材料齐了")
    post(client, f"{one}/correct", **{**FOLLOW_UP, "reason": "陪外婆去县里"})
    (after,) = kept(unlocked, panda)
    assert after.entry == FollowUp("陪外婆去县里", date(2026, 12, 1), DAY, "材料齐了")


def test_what_was_corrected_or_done_on_another_device_meanwhile_stays(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "follow_up", FOLLOW_UP)
    one = f"/children/{panda.id}/case/{case.id}"
    earlier = shown(client, f"{one}/correct")
    post(client, f"{one}/next", day=TODAY, result="材料齐了")
    theirs = kept(unlocked, panda)
    refused = post(client, f"{one}/correct", **{**FOLLOW_UP, "reason": "陪外婆去县里", **earlier})
    assert "这里刚刚有改动" in refused.text and "陪外婆去县里" in refused.text
    assert kept(unlocked, panda) == theirs


def test_a_record_is_deleted_and_a_second_time_it_is_not_there(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "note", NOTE)
    deleted = f"/children/{panda.id}/case/{case.id}/delete"
    assert post(client, deleted).location == f"/counselor/children/{panda.id}/cases/note"
    assert kept(unlocked, panda) == []
    assert ("deleted case record", "a record") in audited(unlocked)
    again = post(client, deleted)
    assert again.status_code == 404
    assert "没有这条记录" in again.text


def test_each_list_holds_its_own_kind_and_what_is_deleted_leads_back_to_it(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    add(client, unlocked, panda, "note", NOTE)
    case = add(client, unlocked, panda, "follow_up", FOLLOW_UP)
    listed = f"/counselor/children/{panda.id}/cases"
    notes, todo = (client.get(f"{listed}/{kind}").text for kind in ("note", "follow_up"))
    assert [page.count('<li class="case">') for page in (notes, todo)] == [1, 1]
    assert "想学画画" in notes and "陪奶奶去乡里" in todo
    deleted = post(client, f"/children/{panda.id}/case/{case.id}/delete")
    assert deleted.location == f"{listed}/follow_up"


def test_another_counselor_is_told_that_she_cannot_rewrite_it(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "note", NOTE)
    succeed(unlocked, "王老师")
    one = f"/children/{panda.id}/case/{case.id}"
    assert "更正" not in client.get(f"/counselor/children/{panda.id}/cases/note").text
    for answer in (
        post(client, f"{one}/delete"),
        post(client, f"{one}/correct", **{**NOTE, "text": "不想学"}),
    ):
        assert answer.status_code == 403
        assert "只有写下这条记录的儿童主任才能修改。" in answer.text
    assert [one.entry for one in kept(unlocked, panda)] == [case.entry]


def test_a_record_is_reached_through_its_own_child_only(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    case = add(client, unlocked, panda, "note", NOTE)
    assert client.get(f"/counselor/children/{owl.id}/case/{case.id}/correct").status_code == 404
    assert post(client, f"/children/{owl.id}/case/{case.id}/delete").status_code == 404
    assert len(kept(unlocked, panda)) == 1
    assert client.get(f"/counselor/children/{panda.id}/cases/dreams").status_code == 404
    assert client.get("/counselor/children/nobody/cases/note").status_code == 404


def test_a_damaged_record_is_told_once_hides_no_other_and_can_be_deleted(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    case = add(client, unlocked, panda, "note", NOTE)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE cases SET record = zeroblob(length(record))")
    for step in ("correct", "next", "back"):
        answer = post(client, f"/children/{panda.id}/case/{case.id}/{step}", **NOTE)
        assert (answer.status_code, "这条记录损坏了" in answer.text) == (500, True), step
    assert "还没有笔记" not in client.get(f"/counselor/children/{panda.id}/cases/note").text
    add(client, unlocked, panda, "note", {**NOTE, "text": "牙疼"})
    page = client.get(f"/counselor/children/{panda.id}/cases/note").text
    assert "这个孩子有 1 条记录已损坏，读不出来。" in page
    assert "牙疼" in page and f'/{case.id}/delete"' in page
    for one in ("", f"children/{panda.id}"):
        assert client.get(f"/counselor/{one}").status_code == 200
    post(client, f"/children/{panda.id}/case/{case.id}/delete")
    assert [one.entry for one in kept(unlocked, panda)] == [Note(DAY, "牙疼")]


def test_the_childs_page_tells_what_is_open_and_how_high_the_risk_is(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for kind, form in (("follow_up", FOLLOW_UP), ("risk_level", RISK), ("service", SERVICE)):
        add(client, unlocked, panda, kind, form)
    page = client.get(f"/counselor/children/{panda.id}").text
    for told in ("1 项待办", "12月1日到期", "3 级 高", "12月24日到期", "1 项进行中"):
        assert told in page


def test_today_tells_what_is_due_within_a_week_and_what_is_late(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child, hands: Hands
) -> None:
    add(client, unlocked, panda, "follow_up", FOLLOW_UP)
    add(client, unlocked, owl, "risk_level", RISK)
    add(client, unlocked, owl, "note", NOTE)
    page = client.get("/counselor/").text
    assert "陪奶奶去乡里" in page and "12月1日到期" in page
    assert "重新评估风险等级" not in page
    hands.forward(days=30)
    with unlocked.database.transaction():
        unlocked.vault.touch()
    page = client.get("/counselor/").text
    assert "已逾期（12月1日到期）" in page
    assert "重新评估风险等级" in page and "今天到期" in page


def test_today_is_short_when_nothing_is_due(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    later = DAY + timedelta(days=30)
    due = [str(part) for part in (later.year, later.month, later.day)]
    add(client, unlocked, panda, "follow_up", {**FOLLOW_UP, "due": due})
    assert "一周内要办" not in client.get("/counselor/").text


def test_many_records_are_leafed_through_and_each_is_on_one_leaf(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    texts = [f"第 {number} 次谈话" for number in range(RECORDS + 2)]
    with unlocked.database.transaction() as db:
        for text in texts:
            cases.add(db, unlocked.vault, panda.id, Note(DAY, text), unlocked.clock())
    leaves = [
        client.get(f"/counselor/children/{panda.id}/cases/note?leaf={leaf}").text for leaf in (0, 1)
    ]
    shown = [[text for text in texts if f"{text}<" in page] for page in leaves]
    assert shown == [texts[2:], texts[:2]]


def test_an_overdue_follow_up_stands_in_front_of_all_that_was_done_since(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    """The page Today leads here to what is overdue: it may not lie on a leaf further on."""
    done = [FollowUp(f"已办 {number}", DAY, DAY) for number in range(RECORDS)]
    later = FollowUp("下个月再去", DAY + timedelta(days=20))
    overdue = FollowUp("去学校", DAY - timedelta(days=60))
    with unlocked.database.transaction() as db:
        for entry in (overdue, later, *done):
            cases.add(db, unlocked.vault, panda.id, entry, unlocked.clock())
    address = f"/counselor/children/{panda.id}/cases/follow_up"
    assert f'href="{address}"' in client.get("/counselor/").text
    page = client.get(address).text
    assert 0 < page.find("去学校") < page.find("下个月再去") < page.find("已办 5")
