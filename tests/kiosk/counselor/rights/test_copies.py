"""A copy tells everything that is kept of a child, on paper and in a file under a passphrase."""

import json
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
import pyzipper
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from kiosk.counselor.rights import copy_sheet, sealed_zip
from kiosk.counselor.rights.copies import NEWEST
from kiosk.domain.casework import Note, RiskLevel
from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.holdings import Group
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken
from kiosk.house import House
from kiosk.store.people import consents
from kiosk.store.rights import copying, holdings
from kiosk.store.work import cases
from tests.cast import GUARDIAN, LEGAL_NAME, PASSPHRASE, PHONE
from tests.kiosk.counselor.panel import audited, damage_file, post
from tests.kiosk.store.belongings import fill
from tests.sync.paper.test_printing import read_pdf

DAY = date(2026, 11, 24)
DIGITS = "1234 5678 9012 3456"


def copy_of(house: House, child: Child) -> copying.Copy:
    with house.database.transaction() as db:
        return copying.copy_of(db, house.vault, child.id, house.clock())


def opened(content: bytes, passphrase: str) -> dict[str, bytes]:
    with pyzipper.AESZipFile(BytesIO(content)) as archive:
        archive.setpassword(passphrase.encode())
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_table_that_holds_a_child_is_in_its_copy(
    unlocked: House, panda: Child, owl: Child
) -> None:
    """Every table of the schema either says that it holds no child, or is copied."""
    fill(unlocked, panda)
    copy = copy_of(unlocked, panda)
    with unlocked.database.reading() as db:
        tables = {name for name in db.table_names() if not name.startswith("_sqlite")}
    of_the_wire = {"outbox", "wire", "inbox", "traffic", "earlier_keys", "earlier_hq_keys"}
    silent = holdings.OF_NO_CHILD | holdings.OF_AN_ID | of_the_wire
    copied = {holdings.HOLDINGS[group].table for group, rows in copy.items() if rows}
    assert copied == tables - silent
    assert copy_of(unlocked, owl)[Group.CASES] == []


def test_the_page_tells_every_group(client: FlaskClient, unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    page = client.get(f"/counselor/children/{panda.id}/copy").text
    told = {
        "小竹", LEGAL_NAME, PHONE, GUARDIAN, "2020年3月14日", "留守儿童 Left-behind child", "爷爷",
        "来过 1 次", "有点难过", "跳过了", "不错", "还没有回应", "爷爷说作业做得很好", "剪纸",
        "李老师于2026年11月24日制作", "欧阳建国 · 书面 · 李老师", "一起找一对", "各项游戏进展",
        "练过：山",
    }  # fmt: skip
    assert {one for one in told if one not in page} == set()
    assert ("exported child", panda.id) in audited(unlocked)


def test_case_records_are_told_in_words(client: FlaskClient, unlocked: House, panda: Child) -> None:
    steps = StepTaken(Step.ASKED, DAY, "配眼镜"), StepTaken(Step.GIVEN, DAY, "")
    with unlocked.database.transaction() as db:
        for entry in (RiskLevel(DAY, 1, "父亲失联"), Service(ServiceKind.MEDICAL_AID, steps)):
            cases.add(db, unlocked.vault, panda.id, entry, unlocked.clock())
    page = client.get(f"/counselor/children/{panda.id}/copy").text
    assert "<h3>风险等级</h3>" in page and "<dd>1 级 低</dd>" in page
    assert "<h3>服务</h3>" in page and "<dd>医疗救助</dd>" in page
    assert "2026年11月24日 已申请 配眼镜 · 2026年11月24日 已提供" in page


def test_a_yes_that_was_taken_back_is_told_with_both_days(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        for day, says in ((10, True), (20, False), (22, False)):
            paper = ConsentPaper(GUARDIAN, ConsentWay.SPOKEN, "李老师", date(2026, 11, day))
            answer = {Purpose.MOODS: says}
            consents.decide(db, unlocked.vault, panda.id, answer, paper, unlocked.clock())
    page = client.get(f"/counselor/children/{panda.id}/copy").text
    rows = re.findall(r"<tr><td>(.*?)</td><td>心情</td><td>(.*?)</td>", page)
    assert rows == [
        ("2026年11月1日", "同意"),
        ("2026年11月10日", "同意"),
        ("2026年11月20日", "已撤回（2026年11月10日曾同意）"),
        ("2026年11月22日", "不同意"),
    ]


def test_what_a_restore_took_back_again_has_no_paper_and_is_told(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    gone = {Purpose.MOODS}
    with unlocked.database.transaction() as db:
        moment = unlocked.clock()
        consents.take_back_again(db, unlocked.vault, panda.id, gone, moment, "li")
    for page in (f"/counselor/children/{panda.id}/copy", f"/counselor/children/{panda.id}"):
        shown = client.get(page)
        assert shown.status_code == 200
        assert "读不出来" in shown.text


def test_no_other_child_is_in_it(
    client: FlaskClient, unlocked: House, panda: Child, owl: Child
) -> None:
    fill(unlocked, panda, owl)
    text = sealed_zip.as_json(copy_of(unlocked, panda)).decode()
    page = client.get(f"/counselor/children/{panda.id}/copy").text
    for one in (text, page):
        assert owl.id not in one and owl.nickname not in one
        assert owl.id not in one.replace("-", "")


def test_one_damaged_record_is_told_as_that(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    fill(unlocked, panda)
    damage_file(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE moods SET answer = zeroblob(600)")
        db.execute("UPDATE consents SET paper = zeroblob(600)")
        db.execute("UPDATE cases SET record = zeroblob(600)")
    page = client.get(f"/counselor/children/{panda.id}/copy")
    assert page.status_code == 200
    assert "这条记录已损坏，读不出来。" in page.text


def test_the_file_opens_with_its_digits_and_with_nothing_else(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    fill(unlocked, panda)
    shown = client.get(f"/counselor/children/{panda.id}/copy/file").text
    digits = re.search(r'name="digits"[^>]*value="([0-9 ]+)"', shown)
    assert digits and digits[1].replace(" ", "</span> <span>") in shown
    file = post(client, f"/children/{panda.id}/copy/file", digits=digits[1], place="browser")
    named = r"attachment; filename=copy-2026-11-24-[0-9a-f]{4}\.zip"
    assert re.fullmatch(named, file.headers["Content-Disposition"])
    for secret in (LEGAL_NAME, panda.nickname, PHONE):
        assert secret.encode() not in file.data
    files = opened(file.data, digits[1].replace(" ", ""))
    assert set(files) == {"copy.html", "copy.pdf", "copy.json"}
    assert LEGAL_NAME in read_pdf("pdftotext", files["copy.pdf"], "-")
    page = files["copy.html"].decode()
    assert LEGAL_NAME in page and "爷爷说作业做得很好" in page
    assert not re.search(r'(src|href)="|url\(|@import', page)
    copy = json.loads(files["copy.json"])
    assert set(copy) == {group.value for group in Group}
    assert copy["cases"][0]["text"] == "爷爷说作业做得很好"
    assert "爷爷说作业做得很好" in files["copy.json"].decode()  # for eyes, too
    with pytest.raises(RuntimeError):
        opened(file.data, DIGITS.replace(" ", ""))
    assert audited(unlocked)[-1] == ("exported child", panda.id)


def test_a_passphrase_of_her_own_opens_it_too(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    own = {"place": "browser", "digits": DIGITS, "passphrase": PASSPHRASE, "again": PASSPHRASE}
    file = post(client, f"/children/{panda.id}/copy/file", **own)
    assert "copy.json" in opened(file.data, PASSPHRASE)


def test_the_file_can_go_onto_a_stick(
    client: FlaskClient, unlocked: House, panda: Child, stick: Path
) -> None:
    assert "U 盘“red”" in client.get(f"/counselor/children/{panda.id}/copy/file").text
    post(client, f"/children/{panda.id}/copy/file", digits=DIGITS, place=str(stick))
    (file,) = stick.glob("copy-*.zip")
    assert "copy.json" in opened(file.read_bytes(), DIGITS.replace(" ", ""))


def test_a_stick_that_takes_nothing_is_one_sentence(
    client: FlaskClient, unlocked: House, panda: Child, stick: Path
) -> None:
    (stick / ".copy-2026-11-24-beef.zip.part").mkdir()
    with patch("kiosk.counselor.rights.copies.token_hex", lambda _: "beef"):
        page = post(client, f"/children/{panda.id}/copy/file", digits=DIGITS, place=str(stick))
    assert page.mimetype == "text/html"
    assert "无法写入这个 U 盘" in page.text
    assert not list(stick.glob("copy-*"))
    # She has written them down already.
    assert f'value="{DIGITS}"' in page.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"digits": DIGITS, "passphrase": "12345678", "again": "12345678"}, "这个口令容易被猜到"),
        ({"digits": DIGITS, "passphrase": PASSPHRASE, "again": "other"}, "两次输入的口令不一样"),
        ({"digits": "1"}, "只有用这组数字"),
        ({}, "只有用这组数字"),
    ],
)
def test_a_wrong_passphrase_makes_no_file(
    client: FlaskClient, unlocked: House, panda: Child, wrong: dict[str, str], sentence: str
) -> None:
    page = post(client, f"/children/{panda.id}/copy/file", **{"place": "browser", **wrong})
    assert page.mimetype == "text/html"
    assert sentence in page.text
    assert ("exported child", panda.id) not in audited(unlocked)


def test_digits_are_four_groups_of_four() -> None:
    found = {sealed_zip.digits() for _ in range(50)}
    assert len(found) == 50
    assert all(re.fullmatch(r"\d{4}( \d{4}){3}", one) for one in found)


def came(days_later: int) -> dict[str, object]:
    day = date(2026, 11, 1) + timedelta(days=days_later)
    return {"day": day.isoformat(), "at": f"{day}T15:00:00+08:00"}


@given(st.lists(st.integers(0, 4000).map(came), max_size=30))
def test_no_row_is_lost_when_it_is_laid_out(rows: list[dict[str, object]]) -> None:
    months = copy_sheet.by_month(rows)
    assert sum(len(month.rows) for month in months) == len(rows)
    assert [month.month for month in months] == sorted({month.month for month in months})


def test_a_visit_that_was_written_down_later_stands_on_its_own_day() -> None:
    late = {"day": "2026-11-02", "at": "2026-11-09T08:00:00+08:00"}
    (month,) = copy_sheet.by_month([came(6), late, came(0)])
    assert [row["day"] for row in month.rows] == ["2026-11-01", "2026-11-02", "2026-11-07"]


def test_of_many_records_the_page_shows_the_newest_and_leads_to_all_of_them(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        for number in range(NEWEST + 5):
            note = Note(DAY, f"第 {number} 次谈话")
            cases.add(db, unlocked.vault, panda.id, note, unlocked.clock())
    page = client.get(f"/counselor/children/{panda.id}/copy").text
    told = [number for number in range(NEWEST + 5) if f"第 {number} 次谈话" in page]
    assert told == list(range(5, NEWEST + 5))
    assert "这里每一类只显示最近的内容" in page and "data-print" not in page
    whole = client.get(f"/counselor/children/{panda.id}/copy?whole=1").text
    places = [whole.index(f"第 {number} 次谈话") for number in range(NEWEST + 5)]
    assert places == sorted(places)
    assert "这里每一类只显示最近的内容" not in whole and "data-print" in whole
    assert "的全部资料" in whole and "的全部资料" not in page
