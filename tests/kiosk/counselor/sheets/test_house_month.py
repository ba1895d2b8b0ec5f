"""The house's month on the screen and as files."""

import csv
import re
from io import BytesIO, StringIO
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from kiosk.closing import close_day
from kiosk.domain.casework import FollowUp, RiskLevel
from kiosk.domain.children import Child
from kiosk.domain.days import Closing
from kiosk.house import House
from kiosk.store.attendance import visits
from kiosk.store.work import cases
from tests.cast import Hands, unlock
from tests.kiosk.counselor.panel import audited
from tests.sync.paper.test_printing import read_pdf

PATH = "/counselor/house-month/2026-11"


@pytest.fixture
def one_day(unlocked: House, panda: Child) -> House:
    """A house of one visit and one child at a high risk."""
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
        level = RiskLevel(unlocked.clock().day, 3, "奶奶病了")
        for entry in (level, FollowUp("去学校", unlocked.clock().day)):
            cases.add(db, unlocked.vault, panda.id, entry, unlocked.clock())
    close_day(unlocked, unlocked.clock().day, Closing.COUNSELOR, "li")
    return unlocked


def test_a_month_is_told_beside_its_year_and_the_levels_as_they_stand(
    client: FlaskClient, one_day: House
) -> None:
    page = client.get(PATH).text
    for told in ("2026年11月", "2026年至今", "开放天数", "家访", "3 级 高: <b>1</b>"):
        assert told in page, told
    assert "欧阳" not in page
    assert ("looked at the house's month", "2026-11") in audited(one_day)


def test_its_workbook_and_its_text_tell_the_same(client: FlaskClient, one_day: House) -> None:
    sheet = load_workbook(BytesIO(client.get(f"{PATH}.xlsx").data)).active
    rows = sheet.iter_rows(values_only=True)
    book = [["" if cell is None else str(cell) for cell in row] for row in rows]
    text = client.get(f"{PATH}.csv").data
    assert text.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(text.decode("utf-8-sig")))) == book
    assert book[0] == ["项目", "2026-11", "2026"]
    assert [sheet.column_dimensions[name].width for name in "ABC"] == [34, 12, 12]
    assert ["开放天数", "1", "1"] in book
    assert ["目前风险等级：3 级 高", "1", ""] in book
    assert audited(one_day).count(("exported the house's month", "2026-11")) == 2


def test_the_year_so_far_is_that_up_to_the_month_which_is_shown(
    client: FlaskClient, one_day: House, panda: Child, hands: Hands
) -> None:
    hands.forward(days=7)
    unlock(one_day)
    with one_day.database.transaction() as db:
        visits.check_in(db, panda.id, one_day.clock())
    close_day(one_day, one_day.clock().day, Closing.COUNSELOR, "li")
    for month, told in (("2026-12", "1,2"), ("2026-11", "1,1"), ("2027-01", "0,0")):
        text = client.get(f"/counselor/house-month/{month}.csv").data.decode("utf-8-sig")
        assert f"开放天数,{told}\r\n" in text, month


def test_on_paper_it_is_one_upright_page_without_buttons(
    client: FlaskClient, one_day: House
) -> None:
    answer = client.get(f"{PATH}.pdf")
    assert "house-month-2026-11.pdf" in answer.headers["Content-Disposition"]
    text = read_pdf("pdftotext", answer.data, "-")
    assert "开放天数" in text
    assert "打印" not in text
    facts = read_pdf("pdfinfo", answer.data)
    assert re.search(r"Pages: +1\n", facts)
    assert re.search(r"Page size: +595\S* x 841\S* pts \(A4\)", facts)


@pytest.mark.parametrize("wrong", ["2026-13", "november", "9999-12"])
def test_a_month_that_is_none_is_this_month(
    client: FlaskClient, unlocked: House, wrong: str
) -> None:
    for ending in ("", ".csv", ".xlsx", ".pdf"):
        assert client.get(f"/counselor/house-month/{wrong}{ending}").location == PATH
    assert client.get("/counselor/house-month").location == PATH


def test_where_nothing_can_be_laid_out_it_says_so(client: FlaskClient, unlocked: House) -> None:
    with patch("sys.executable", "/nowhere"):
        answer = client.get(f"{PATH}.pdf")
    assert answer.status_code == 503
    assert "没能排好版" in answer.text
