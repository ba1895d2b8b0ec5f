"""What waits, in words and in bytes, and the stick."""

import os
import re
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk import keyholders
from kiosk.closing import close_day
from kiosk.counselor.sending.page import LETTERS, MOST
from kiosk.domain.children import Child
from kiosk.domain.days import Closing
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.store.attendance import visits
from sync import answer, batch, outbox, settling
from sync.answer import Answer
from sync.carrying import budget, tries
from sync.couriers.apart import BROKE_OFF
from sync.couriers.usb import ANSWER, FOLDER, REQUEST
from sync.keys import generate_signing_key
from sync.status import wire_status
from tests.cast import EPOCH, Hands, enrol, unlock
from tests.kiosk.counselor.panel import audited, post

HQ_SIGNING, HQ_VERIFY = generate_signing_key()


@pytest.fixture
def closed(unlocked: House, panda: Child, hands: Hands) -> House:
    """A house that knows headquarters, and has told it of three days."""
    enrol(unlocked)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE wire SET hq_verify_key = ?", [HQ_VERIFY])
        visits.check_in(db, panda.id, unlocked.clock())
    hands.forward(hours=2, minutes=40)
    with unlocked.database.transaction() as db:
        visits.leave(db, panda.id, unlocked.clock())
    for day in (22, 23, 24):
        hands.forward(hours=1)
        close_day(unlocked, date(2026, 11, day), Closing.COUNSELOR, "li")
    return unlocked


def waiting(house: House) -> int:
    with house.database.reading() as db:
        return wire_status(db).waiting


def answered(stick: Path, accepted: int) -> None:
    """Let headquarters answer what is on the stick."""
    said = Answer("yuexi-0001", EPOCH, accepted, 1795500000)
    for file in (stick / FOLDER / "yuexi-0001").glob(f"*{REQUEST}"):
        file.with_suffix(ANSWER).write_bytes(answer.sign(said, HQ_SIGNING))


def test_what_waits_is_told_fact_by_fact_and_byte_by_byte(
    client: FlaskClient, closed: House
) -> None:
    page = client.get("/counselor/sending").text
    facts = ("日报 · 11月24日", "来了 1 个孩子。", "其中 1 个是第一次来。")
    facts += ("开放了 2 小时 40 分钟。", "当时时钟是准的。", "存储卡还有")
    for fact in facts:
        assert fact in page, fact
    assert "小竹" not in page
    with closed.database.reading() as db:
        last = outbox.waiting(db)[-1]
    assert last.envelope.hex() in page.replace(" ", "")
    assert f"原样的 {len(last.envelope)} 个字节" in page
    assert "第 3 号" in page


def test_what_says_nothing_readable_is_still_named(client: FlaskClient, closed: House) -> None:
    with closed.database.transaction() as db:
        outbox.put(db, "message", {"q": b"sealed"}, 1795480000)
        outbox.put(db, "day", {"d": "nonsense"}, 1795480000, readable=True)
        outbox.put(db, "census", {"d": "2026-11-24"}, 1795480000, readable=True)
    page = client.get("/counselor/sending").text
    assert "给专家的提问" in page
    assert page.count("没有留可以看的副本") == 3
    assert "census · 11月24日" in page


def test_what_the_card_has_damaged_is_named_too_and_hides_no_other(
    client: FlaskClient, closed: House
) -> None:
    with closed.database.transaction() as db:
        db.execute("UPDATE outbox SET envelope = zeroblob(200) WHERE seq = 3")
    page = client.get("/counselor/sending").text
    for day in (23, 24):
        assert f"日报 · 11月{day}日" in page


def test_what_the_month_has_cost_and_when_the_next_try_comes_are_told(
    client: FlaskClient, closed: House, hands: Hands
) -> None:
    now = int(closed.clock().at.timestamp())
    assert "本月已用流量：0 MB。" in client.get("/counselor/sending").text
    with closed.database.transaction() as db:
        budget.spend(db, now, 1_200_000, 34_567)
        tries.note_wait(db, 5, now + 600)
    page = client.get("/counselor/sending").text
    assert "本月已用流量：1.23 MB。" in page and "下次自动再试" not in page
    with closed.database.transaction() as db:
        budget.limit(db, 10_000_000)
        tries.note_trouble(db, "The network's proxy does not let the house through.")
    page = client.get("/counselor/sending").text
    assert "本月已用流量：1.23 MB，共 10 MB。" in page
    assert "下次自动再试：11月24日" in page
    assert "这个网络的代理不让爱佑之家通过。" in page
    assert "流量快用完了" not in page
    # Of what month it is, where no date is known, nobody guesses.
    hands.at, hands.clock = datetime(1970, 1, 1, tzinfo=UTC), ClockState.UNKNOWN
    unlock(closed)
    with closed.database.transaction() as db:
        budget.spend(db, None, 2_000_000, 0)
    assert "本月已用流量：2 MB，共 10 MB。" in client.get("/counselor/sending").text


def test_of_what_was_sent_the_latest_are_listed(client: FlaskClient, unlocked: House) -> None:
    enrol(unlocked)
    with unlocked.database.transaction() as db:
        for number in range(MOST + 1):
            outbox.put(db, "day", {"d": f"2026-10-{number % 31 + 1:02}"}, 1795480000)
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, MOST + 1, 1795500000))
    assert client.get("/counselor/sending").text.count("总部已收到</span>") == MOST
    assert "总部已收到" not in client.get("/counselor/sending?leaf=1").text


@pytest.mark.parametrize(
    ("spent", "told"), [(8_999_999, None), (9_000_000, "流量快用完了"), (10_000_000, "已经用完")]
)
def test_near_a_months_end_and_at_it_the_page_says_what_goes(
    client: FlaskClient, closed: House, spent: int, told: str | None
) -> None:
    with closed.database.transaction() as db:
        budget.limit(db, 10_000_000)
        budget.spend(db, int(closed.clock().at.timestamp()), spent, 0)
    page = client.get("/counselor/sending").text
    for sentence in ("流量快用完了", "已经用完"):
        assert (sentence in page) is (sentence == told)


def test_a_full_outbox_is_told(
    client: FlaskClient, closed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "新的日报先留在爱佑之家" not in client.get("/counselor/sending").text
    monkeypatch.setattr("sync.room.MOST_ENVELOPES", 3)
    assert "新的日报先留在爱佑之家" in client.get("/counselor/sending").text


def test_what_was_sent_stays_listed_with_its_day(client: FlaskClient, closed: House) -> None:
    with closed.database.transaction() as db:
        db.execute("UPDATE outbox SET refused_before = 1 WHERE seq = 2")
        said = Answer("yuexi-0001", EPOCH, 2, 1795500000, refused=(2,))
        # As if it had been told once more already.
        db.execute("UPDATE outbox SET refused_before = 1")
        settling.acknowledge(db, said, {1, 2})
        tries.note_trouble(db, "Headquarters does not answer in time.")
    page = client.get("/counselor/sending").text
    assert page.count("总部已收到</span>") == 1
    assert page.count("总部没有收下</span>") == 1
    assert "日报 · 11月22日" in page
    sent = page[page.index("已经发送的") :]
    assert sent.count("开放了") == 2  # What was sent is told fact by fact, too.
    assert "有 1 份报告等待发送" in page


def test_of_very_many_that_wait_the_latest_show_and_the_others_are_a_tap_away(
    client: FlaskClient, unlocked: House
) -> None:
    enrol(unlocked)
    days = [date(2026, 11, 1) + timedelta(number) for number in range(LETTERS * 2 + 1)]
    with unlocked.database.transaction() as db:
        for day in days:
            outbox.put(db, "day", {"d": day.isoformat()}, 1795480000)
    seen = []
    for number in range(3):
        page = client.get(f"/counselor/sending?leaf={number}").text
        seen.append([int(one) for one in re.findall(r"第 (\d+) 号", page)])
        older = f'href="/counselor/sending?leaf={number + 1}#waiting"'
        assert (older in page) is (number < 2)
        assert ('href="/counselor/sending#waiting"' in page) is (number > 0)
    assert [len(one) for one in seen] == [LETTERS, LETTERS, 1]
    assert [*chain.from_iterable(seen)] == [*range(len(days), 0, -1)]


def test_the_line_on_today_and_on_days_leads_there(client: FlaskClient, closed: House) -> None:
    for path in ("/", "/days", "/upkeep"):
        assert 'href="/counselor/sending"' in client.get(f"/counselor{path}").text, path


def test_send_now_wakes_the_agent_and_waits_for_nobody(client: FlaskClient, closed: House) -> None:
    assert not closed.agent._asked.is_set()
    assert post(client, "/sending/now").location == "/counselor/sending?trying=yes"
    assert closed.agent._asked.is_set()
    ready, trying = (client.get(f"/counselor/sending{one}").text for one in ("", "?trying=yes"))
    assert "正在试着发送" in trying and "正在试着发送" not in ready
    assert ("<button disabled>" in ready, "<button disabled>" in trying) == (False, True)


def test_a_stick_takes_what_waits_and_brings_the_answer(
    client: FlaskClient, closed: House, stick: Path
) -> None:
    post(client, "/sending/stick", stick=str(stick))
    page = client.get("/counselor/sending").text
    assert "U 盘里有 3 份" in page and "总部确认收到" not in page
    assert waiting(closed) == 3
    answered(stick, 3)
    post(client, "/sending/stick", stick=str(stick))
    page = client.get("/counselor/sending").text
    assert "总部确认收到了 3 份。" in page
    assert waiting(closed) == 0
    # Nothing is left to be sent, by the network or by telephone.
    assert page.count("<button disabled>") == 2
    post(client, "/sending/stick", stick=str(stick))
    assert "可以拔掉 U 盘" in client.get("/counselor/sending").text
    assert [line for line in audited(closed) if "stick" in line[0]] == [
        ("carried summaries on a stick", "3 written 0 acknowledged"),
        ("carried summaries on a stick", "0 written 3 acknowledged"),
    ]


@pytest.mark.parametrize("chosen", ["", "red", "../red", "/etc"])
def test_without_that_stick_it_says_so(
    client: FlaskClient, closed: House, stick: Path, chosen: str
) -> None:
    post(client, "/sending/stick", stick=chosen)
    assert "这个 U 盘已经拔掉了，什么也没有写入" in client.get("/counselor/sending").text
    assert list(stick.iterdir()) == []


def test_of_two_sticks_with_one_name_the_chosen_one_is_written_to(
    client: FlaskClient, closed: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sticks = [tmp_path / one / "red" for one in ("first", "second")]
    for stick in sticks:
        stick.mkdir(parents=True)
    monkeypatch.setattr(keyholders, "sticks", lambda _house: sticks)
    offered = re.findall(r'name="stick" value="([^"]+)"', client.get("/counselor/sending").text)
    assert offered == [str(stick) for stick in sticks]
    for number, chosen in enumerate(offered, 1):
        post(client, "/sending/stick", stick=chosen)
        assert [len(list(stick.iterdir())) for stick in sticks] == [1, number - 1]


def test_without_any_stick_it_says_what_to_do(client: FlaskClient, closed: House) -> None:
    post(client, "/sending/stick")
    assert "没有插 U 盘" in client.get("/counselor/sending").text


def test_a_stick_that_is_pulled_is_said_and_changes_nothing(
    client: FlaskClient, closed: House, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", pulled)
        post(client, "/sending/stick", stick=str(stick))
    page = client.get("/counselor/sending").text
    assert "无法写入这个 U 盘。" in page and "可以拔掉 U 盘" not in page
    assert waiting(closed) == 3


def test_a_torn_answer_is_named(client: FlaskClient, closed: House, stick: Path) -> None:
    post(client, "/sending/stick", stick=str(stick))
    (file,) = (stick / FOLDER / "yuexi-0001").glob(f"*{REQUEST}")
    assert len(batch.decode(file.read_bytes())) == 3
    file.with_suffix(ANSWER).write_bytes(b"torn")
    client.get("/counselor/sending")
    post(client, "/sending/stick", stick=str(stick))
    assert file.with_suffix(ANSWER).name in client.get("/counselor/sending").text
    assert waiting(closed) == 3


def test_a_file_that_a_pulled_stick_left_as_zeros_is_said_in_the_panels_language(
    client: FlaskClient, closed: House, stick: Path
) -> None:
    post(client, "/sending/stick", stick=str(stick))
    (file,) = (stick / FOLDER / "yuexi-0001").glob(f"*{REQUEST}")
    torn = file.with_suffix(ANSWER)
    torn.write_bytes(b"torn")
    file.write_bytes(bytes(file.stat().st_size))
    client.get("/counselor/sending")
    post(client, "/sending/stick", stick=str(stick))
    assert f"{torn.name} 这个文件不完整。" in client.get("/counselor/sending").text


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (BROKE_OFF, "发送中断了"),
        ("Headquarters refused: The house 'yuexi-0001' is not enrolled.", "请给总部打电话"),
    ],
)
def test_why_nothing_went_is_said_in_the_panels_language(
    client: FlaskClient, closed: House, trouble: str, told: str
) -> None:
    with closed.database.transaction() as db:
        tries.note_trouble(db, trouble)
    page = client.get("/counselor/sending").text
    assert told in page
    assert trouble not in page


def test_a_house_without_headquarters_has_no_road(client: FlaskClient, unlocked: House) -> None:
    page = client.get("/counselor/sending").text
    assert "还没有和总部连上" in page
    assert '<a class="button main" href="/counselor/sending/connect">' in page
    assert "/sending/now" not in page
    assert client.get("/counselor/sending/telephone/1").location == "/counselor/sending"


@pytest.mark.parametrize("path", ["/sending/now", "/sending/stick", "/sending/confirm"])
def test_nothing_goes_without_a_token_or_while_the_panel_is_locked(
    client: FlaskClient, closed: House, stick: Path, path: str
) -> None:
    assert client.post(f"/counselor{path}", data={"stick": str(stick)}).status_code == 400
    closed.vault.lock()
    assert "/unlock" in str(post(client, path, stick=str(stick)).location)
    assert list(stick.iterdir()) == []


def test_what_goes_once_more_still_tells_what_it_says(client: FlaskClient, closed: House) -> None:
    before = client.get("/counselor/sending").text
    with closed.database.transaction() as db:
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, 1, 1795500000, refused=(1,)), {1})
    page = client.get("/counselor/sending").text
    assert before.count("种类“day”") - 1 == page.count("种类“day”")
    assert page.count("种类“again”") == 1
    assert before.count("来了") == page.count("来了")
