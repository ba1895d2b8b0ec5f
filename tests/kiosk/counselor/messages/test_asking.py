"""Asking the expert panel: nobody is named, nothing is lost, and only the panel reads it."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys.vault import Vault
from kiosk.store.work import questions
from sync import outbox, settling
from sync.answer import Answer
from sync.keys import generate_sealing_key
from sync.messages import REPLY
from sync.questions import Reply
from tests.cast import EPOCH, GUARDIAN, LEGAL_NAME, PHONE, enrol, unlock
from tests.kiosk.counselor.messages.headquarters import announce, answer, asked, deliver, meet
from tests.kiosk.counselor.panel import FAWN, Form, audited, count, damage_file, post

TEXT = "一个女孩连续一周不说话，怎么办？"
FORM: dict[str, Form] = {"case": "new", "band": "4-7", "text": TEXT}


def ask(client: FlaskClient, house: House, **changes: Form) -> str:
    """Ask, and tell the case number."""
    before = len(asked(house))
    assert post(client, "/messages/ask", **{**FORM, **changes}).location == "/counselor/messages"
    found = asked(house)
    assert len(found) == before + 1
    return found[-1][1].case


def acknowledge(house: House, accepted: int, *refused: int) -> None:
    with house.database.transaction() as db:
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, accepted, 1795483200, refused))


def raw(house: House) -> bytes:
    paths = [house.database.path, Path(f"{house.database.path}-wal")]
    return b"".join(path.read_bytes() for path in paths)


def test_a_question_goes_to_the_panel_and_is_kept_sealed(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    ask(client, unlocked)
    assert unlocked.agent._asked.is_set()
    ((_, question),) = asked(unlocked)
    with unlocked.database.reading() as db:
        key = house_store.get(db).public_key
    assert (question.band, question.text, question.reply_key) == ("4-7", TEXT, key)
    page = client.get("/counselor/messages").text
    for words in (TEXT, question.case, "等待发送", "4 至 7 岁"):
        assert words in page
    card = raw(unlocked)
    for secret in (TEXT, question.case):
        assert secret.encode() not in card, secret
    assert ("asked the panel", "") in audited(unlocked)


def test_a_question_and_its_envelope_are_kept_together_or_not_at_all(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    with unlocked.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON questions BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    assert post(client, "/messages/ask", **FORM).status_code == 503
    assert asked(unlocked) == []


def test_while_too_much_waits_nothing_is_asked_and_what_she_wrote_is_not_lost(
    client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(unlocked)
    with monkeypatch.context() as patch:
        patch.setattr("sync.room.MOST_ENVELOPES", 1)
        page = post(client, "/messages/ask", **FORM).text
    assert "等待发送的内容太多了" in page
    assert TEXT in page
    assert asked(unlocked) == []
    with unlocked.database.reading() as db:
        assert db.table("questions").count == 0
    ask(client, unlocked)
    assert len(asked(unlocked)) == 1


def test_an_envelope_that_was_minted_never_changes(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    ask(client, unlocked)
    with unlocked.database.reading() as db:
        before = [one.envelope for one in outbox.waiting(db)]
    for path in ("/messages", "/messages/ask", f"/messages/cases/{asked(unlocked)[0][1].case}"):
        client.get(f"/counselor{path}")
    with unlocked.database.reading() as db:
        assert [one.envelope for one in outbox.waiting(db)] == before


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("小竹这一周不说话", "小竹"),
        ("女孩，她的奶奶姓欧阳，叫欧阳 建国", GUARDIAN),
        (f"她叫{LEGAL_NAME}", LEGAL_NAME),
        ("家里电话 139-8765 4321", PHONE),
        (f"小竹，{PHONE}", f"小竹、{PHONE}"),
    ],
)
def test_a_text_that_names_somebody_is_refused_until_it_does_not(
    client: FlaskClient, unlocked: House, panda: Child, text: str, named: str
) -> None:
    meet(unlocked)
    page = post(client, "/messages/ask", **{**FORM, "text": text})
    assert page.status_code == 200
    assert f"这样会让人知道是谁：{named}。" in page.text
    assert text in page.text
    assert asked(unlocked) == []
    assert count(unlocked, "questions") == 0
    ask(client, unlocked)


def test_a_name_of_one_letter_stops_nobody(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    form = {"nickname": "女", "legal_name": "女"}
    post(client, "/children/new", **{**FAWN, **form})
    ask(client, unlocked)


def test_a_file_that_cannot_be_read_stops_no_question(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    meet(unlocked)
    damage_file(unlocked, panda)
    ask(client, unlocked)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "字" * 1001},
        {"band": "3-4"},
        {"band": ""},
        {"case": "9999"},
        {"case": ""},
    ],
)
def test_what_is_no_question_is_refused(
    client: FlaskClient, unlocked: House, changes: dict[str, Form]
) -> None:
    meet(unlocked)
    assert post(client, "/messages/ask", **{**FORM, **changes}).status_code == 200
    assert count(unlocked, "questions") == 0


def test_the_longest_question_of_any_script_fits(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    ask(client, unlocked, text="𠀀" * 1000)
    assert asked(unlocked)[0][1].text == "𠀀" * 1000


def test_a_further_question_has_the_number_of_the_first(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    number = ask(client, unlocked, band="8-10")
    page = client.get(f"/counselor/messages/ask?case={number}").text
    assert page.count("checked") == 2
    assert ask(client, unlocked, case=number, text="还要注意什么？") == number
    assert ask(client, unlocked, text="另一个男孩") != number
    page = client.get(f"/counselor/messages/cases/{number}").text
    assert page.index(TEXT) < page.index("还要注意什么？")
    assert "另一个男孩" not in page


def test_of_many_cases_the_latest_are_offered_and_the_one_that_is_meant(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    numbers = [ask(client, unlocked, text=f"第 {number} 个孩子") for number in range(8)]
    oldest, latest = numbers[0], numbers[2:]
    for meant, offered in ((None, latest), (oldest, [oldest, *latest]), (latest[0], latest)):
        page = client.get("/counselor/messages/ask", query_string={"case": meant or ""}).text
        shown = [one for one in re.findall("<input[^>]*>", page) if 'name="case"' in one]
        values = {re.sub('.* value="(.*?)".*', r"\1", one): "checked" in one for one in shown}
        assert values.keys() == {"new", *offered}
        assert [value for value, is_chosen in values.items() if is_chosen] == [meant or "new"]


def test_how_far_a_question_has_come_is_shown(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    number = ask(client, unlocked)
    one = f"/counselor/messages/cases/{number}"
    assert "等待发送" in client.get(one).text
    (seq, _), *_ = asked(unlocked)
    acknowledge(unlocked, seq)
    assert "总部已收到" in client.get(one).text
    answer(unlocked, seq, "先陪他玩。", number)
    assert "有 1 条消息没看" in client.get("/counselor/").text
    assert "new-mark" in client.get("/counselor/messages").text
    page = client.get(one).text
    for words in ("已回答", "先陪他玩。", "专家的回答", "new-mark"):
        assert words in page
    assert "new-mark" not in client.get(one).text
    assert "条消息没看" not in client.get("/counselor/").text


def test_a_question_that_headquarters_did_not_take_says_so(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    number = ask(client, unlocked)
    (seq, _), *_ = asked(unlocked)
    with unlocked.database.transaction() as db:
        # As if it had been told once more already.
        db.execute("UPDATE outbox SET refused_before = 1")
    acknowledge(unlocked, seq, seq)
    assert "总部没有收下" in client.get(f"/counselor/messages/cases/{number}").text


def test_an_answer_is_read_only_while_the_panel_is_open(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    number = ask(client, unlocked)
    answer(unlocked, asked(unlocked)[0][0], "先陪他玩。", number)
    unlocked.vault.lock()
    for path in ("/messages", f"/messages/cases/{number}"):
        assert client.get(f"/counselor{path}").status_code == 302
    assert "先陪他玩".encode() not in raw(unlocked)
    unlock(unlocked)
    assert "先陪他玩。" in client.get(f"/counselor/messages/cases/{number}").text


def test_an_answer_to_another_house_counts_as_damaged(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    ask(client, unlocked)
    sealed = Reply("2345", EPOCH, 3, "给别家的回答").sealed(generate_sealing_key()[1])
    deliver(unlocked, REPLY, {"a": 1795483200, "s": sealed})
    page = client.get("/counselor/messages").text
    assert "有 1 条记录已损坏" in page
    assert "给别家的回答" not in page
    assert "条消息没看" not in client.get("/counselor/").text


def test_an_answer_to_a_question_that_a_restored_house_does_not_hold_is_read_all_the_same(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    number = ask(client, unlocked)
    (seq, _), *_ = asked(unlocked)
    with unlocked.database.transaction() as db:
        db.execute("DELETE FROM questions")
    answer(unlocked, seq, "先陪她玩。", number)
    assert "有 1 条消息没看" in client.get("/counselor/").text
    page = client.get("/counselor/messages").text
    for words in (number, "先陪她玩。", "恢复", "new-mark"):
        assert words in page
    assert "已损坏" not in page
    assert "条消息没看" not in client.get("/counselor/").text
    assert "先陪她玩。" in client.get("/counselor/messages").text


def test_a_damaged_question_is_told_and_hides_no_other(
    client: FlaskClient, unlocked: House
) -> None:
    meet(unlocked)
    ask(client, unlocked)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE questions SET record = zeroblob(length(record))")
    ask(client, unlocked, text="另一个男孩")
    page = client.get("/counselor/messages").text
    assert "有 1 条记录已损坏" in page
    assert "另一个男孩" in page


def test_all_rows_have_one_length_and_tell_nothing(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    for text in ("一", "字" * 1000):
        ask(client, unlocked, text=text)
    with unlocked.database.reading() as db:
        rows = db.execute("SELECT id, record FROM questions").fetchall()
        sizes = {len(one.envelope) for one in outbox.waiting(db) if one.kind == "message"}
    assert {(len(one), len(record)) for one, record in rows} == {(32, 4480 + 48)}
    assert len(sizes) == 1


def test_a_house_without_the_experts_key_sends_nothing(
    client: FlaskClient, unlocked: House
) -> None:
    enrol(unlocked)
    assert post(client, "/messages/ask", **FORM).status_code == 409
    with unlocked.database.reading() as db:
        assert not questions.can_ask(db)
        assert outbox.waiting(db) == []


def test_a_form_without_its_token_asks_nothing(client: FlaskClient, unlocked: House) -> None:
    meet(unlocked)
    announce(unlocked, "流感季节")
    assert client.post("/counselor/messages/ask", data=FORM).status_code == 400
    assert count(unlocked, "questions") == 0


def test_the_key_of_the_house_opens_what_the_panel_sealed(unlocked: House) -> None:
    """The reply is a record like any other of the vault: nothing of its own to open it."""
    vault: Vault = unlocked.vault
    with unlocked.database.reading() as db:
        key = house_store.get(db).public_key
    sealed = Reply("2345", EPOCH, 3, "先陪他玩。").sealed(key)
    assert vault.open_record(sealed)["t"] == "先陪他玩。"
