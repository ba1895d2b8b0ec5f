import csv
import re
from datetime import date
from io import BytesIO, StringIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import visits
from tests.cast import LEGAL_NAME, Hands, add_child
from tests.kiosk.counselor.panel import FAWN, audited, post
from tests.sync.paper.test_printing import read_pdf


@pytest.fixture
def three_days(unlocked: House, panda: Child, hands: Hands) -> House:
    """小竹 came on the 24th (twice) and the 26th; 阿花 on the 24th."""
    flower = add_child(unlocked, "阿花", keeps={Purpose.VISITS}, birth=date(2015, 1, 1))
    for hours, child in ((0, panda), (1, flower), (2, panda), (48, panda)):
        hands.forward(hours=hours)
        with unlocked.database.transaction() as db:
            visits.check_in(db, child.id, unlocked.clock())
            visits.leave(db, child.id, unlocked.clock())
    return unlocked


def test_the_month_is_counted_as_on_paper(client: FlaskClient, three_days: House) -> None:
    page = client.get("/counselor/register", follow_redirects=True)
    assert page.request.path == "/counselor/register/2026-11"
    assert "2026年11月" in page.text
    assert page.text.count('class="tick"') == 3
    assert LEGAL_NAME in page.text
    assert '<td class="sum">3</td>' in page.text
    assert ("looked at register", "2026-11") in audited(three_days)


def test_the_paper_register_is_reached_from_a_month_of_which_a_day_can_be_written(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    for month, latest in (("2026-11", ["24"]), ("2026-10", []), ("2026-12", [])):
        page = client.get(f"/counselor/register/{month}").text
        found = re.findall(rf'href="/counselor/register/{month}-(\d\d)/paper"', page)
        assert found == latest, month


def test_a_register_of_nobody_says_so(client: FlaskClient, unlocked: House) -> None:
    page = client.get("/counselor/register/2026-11").text
    assert "这个月的登记表里还没有人" in page and "<table" not in page


def test_the_months_around_are_one_tap_away(client: FlaskClient, unlocked: House) -> None:
    page = client.get("/counselor/register/2026-12").text
    assert "/counselor/register/2026-11" in page
    assert "/counselor/register/2027-01" in page


@pytest.mark.parametrize("wrong", ["2026-13", "2026-11-24", "november", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_this_month(
    client: FlaskClient, unlocked: House, wrong: str
) -> None:
    for suffix in ("", ".csv", ".xlsx", ".pdf"):
        answer = client.get(f"/counselor/register/{wrong}{suffix}")
        assert answer.location == "/counselor/register/2026-11"


def test_the_file_opens_in_a_spreadsheet(client: FlaskClient, three_days: House) -> None:
    answer = client.get("/counselor/register/2026-11.csv")
    assert answer.mimetype == "text/csv"
    assert "register-2026-11.csv" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["小名", "姓名", *map(str, range(1, 31)), "合计"]
    by_name = {row[0]: row for row in rows}
    assert by_name["小竹"][1 + 24] == by_name["小竹"][1 + 26] == "1"
    assert by_name["小竹"][1 + 25] == ""
    assert by_name["小竹"][-1] == "2"
    assert by_name["阿花"][-1] == "1"
    assert by_name["人数"][-1] == "3"
    assert by_name["人数"][1 + 24] == "2"
    assert ("exported register", "2026-11") in audited(three_days)


def test_the_workbook_and_the_paper_tell_the_same(client: FlaskClient, three_days: House) -> None:
    sheet = load_workbook(BytesIO(client.get("/counselor/register/2026-11.xlsx").data)).active
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["小名"] == ("小名", "姓名", *range(1, 31), "合计")
    assert (rows["小竹"][-1], rows["人数"][-1]) == (2, 3)
    assert [sheet.column_dimensions[name].width for name in ("A", "C", "AF", "AG")] == [
        14,
        3.5,
        3.5,
        7,
    ]
    text = read_pdf("pdftotext", client.get("/counselor/register/2026-11.pdf").data, "-")
    assert "小竹" in text
    assert "人数" in text
    assert audited(three_days).count(("exported register", "2026-11")) == 2


def test_on_paper_it_is_one_ruled_page_across_and_nothing_else(
    client: FlaskClient, three_days: House
) -> None:
    pdf = client.get("/counselor/register/2026-11.pdf").data
    assert re.search(r"Pages: +1\n", read_pdf("pdfinfo", pdf))
    words = read_pdf("pdftotext", pdf, "-bbox", "-")
    assert "没有保存" not in words
    width = re.search(r'<page width="([\d.]+)"', words)
    last = re.search(r'xMax="([\d.]+)"[^>]*>合计<', words)
    assert width
    assert last
    assert float(last[1]) > 0.95 * float(width[1])


@pytest.mark.parametrize(
    ("nickname", "legal_name"),
    [
        ("阿依", "吉克·阿依·史铁尔·曲布·木果·惹作"),
        ("小竹竹小竹竹小竹", "Abdulrehim Memettursun Abdulla"),
    ],
)
def test_on_paper_a_long_name_stands_whole_beside_its_marks(
    client: FlaskClient, unlocked: House, nickname: str, legal_name: str
) -> None:
    form = {**FAWN, "nickname": nickname, "legal_name": legal_name}
    assert post(client, "/children/new", **form).status_code == 303
    pdf = client.get("/counselor/register/2026-11.pdf").data
    placed = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)<',
        read_pdf("pdftotext", pdf, "-bbox", "-"),
    )
    words = [(float(left), float(top), float(end), word) for left, top, end, word in placed]
    first_day, heading = next((left, top) for left, top, _, word in words if word == "1")
    names = [one for one in words if one[0] < first_day and one[1] > heading + 10]
    assert max(end for _, _, end, _ in names) < first_day
    assert nickname + legal_name.replace(" ", "") in "".join(word for *_, word in names)


def test_a_name_that_is_a_formula_stays_a_name(client: FlaskClient, unlocked: House) -> None:
    post(client, "/children/new", **{**FAWN, "nickname": "=1+1", "legal_name": "@SUM(A1)"})
    rows = list(csv.reader(StringIO(client.get("/counselor/register/2026-11.csv").text)))
    assert rows[1][:2] == ["'=1+1", "'@SUM(A1)"]


def test_who_left_stays_where_visits_tell_of_them(
    client: FlaskClient, three_days: House, panda: Child
) -> None:
    form = {**FAWN, "nickname": "小竹", "active": "no"}
    assert post(client, f"/children/{panda.id}/change", **form).status_code == 303
    assert "小竹" in client.get("/counselor/register/2026-11").text
    assert "小竹" not in client.get("/counselor/register/2026-10").text
