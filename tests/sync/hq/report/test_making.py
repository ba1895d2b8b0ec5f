"""Reports of a real headquarters, in all formats, on both databases."""

import csv
import io
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from sqlalchemy import text, update

from sync.hq.errors import Refused
from sync.hq.register import retiring
from sync.hq.report import making, pages, paper, words
from sync.hq.report.fingerprint import canonical, fingerprint
from sync.hq.report.gathering import Report, gather
from sync.hq.setup import gather_report
from sync.hq.store import schema
from sync.hq.told import place, rollups
from sync.hq.told.period import Period
from sync.hq.told.sums import Felt
from tests.sync.hq.cast import MONTH, PASSWORD, Clock, Office, Visit
from tests.sync.paper.test_printing import read_pdf

EVIL = "=HYPERLINK(0)村"
LATER = datetime(2027, 3, 1, tzinfo=UTC)


def tell(office: Office, clock: Clock) -> None:
    clock.now = datetime(2026, 9, 1, tzinfo=UTC)
    one, other = office.enrolled_house("yuexi", EVIL), office.enrolled_house("yudu", "花桥村")
    office.enrolled_house("yuexi", "不吭声村")
    clock.now = datetime(2026, 11, 3, tzinfo=UTC)
    more = {"activity_minutes": 90, "participations": 1234, "home_visits": 5, "newcomers": 0}
    office.send(one.month(1, standards={"open": (3, 4)}, services={"medical": 2}, **more))
    office.send(other.month(1), other.month(2, MONTH.replace(month=9)))


def made(office: Office, of: str = "", period: str = "2026-10", at: datetime = LATER) -> Report:
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        return gather(connection, place.find(connection, of), Period.parse(period), at)


def in_words(report: Report, kind: str, language: str = "en") -> bytes:
    with words.speaking(language):
        return making.make(report, kind, language)


def test_the_same_envelopes_give_the_same_figures_whenever_it_is_made(
    office: Office, clock: Clock
) -> None:
    tell(office, clock)
    report, again = made(office), made(office, at=LATER.replace(year=2028))
    assert canonical(report) == canonical(again)
    assert re.fullmatch("[0-9a-f]{64}", fingerprint(report))
    assert fingerprint(report) != fingerprint(made(office, "yuexi"))
    assert fingerprint(report) != fingerprint(made(office, period="2026-09"))


def test_another_figure_is_another_fingerprint(office: Office, clock: Clock) -> None:
    tell(office, clock)
    before = fingerprint(made(office))
    third = office.enrolled_house("litang")
    assert third.house
    office.send(third.month(1, home_visits=1))
    assert fingerprint(made(office)) != before


def test_a_report_is_the_sum_of_its_parts(small_office: Office, clock: Clock) -> None:
    tell(small_office, clock)
    report = made(small_office)
    assert report.total.home_visits == 5
    assert report.total.months_told == sum(told.months_told for _, told in report.parts) == 2
    assert (report.months_due, report.total.houses) == (3, 3)
    assert [one.code for one, _ in report.parts] == ["jiangxi", "sichuan"]
    assert [one.title for one in made(small_office, "yuexi").silent_ones] == ["不吭声村"]
    assert made(small_office, period="2026-Q4").total.home_visits == 5


@pytest.mark.parametrize(
    ("period", "today", "visits", "before"),
    [("2026-Q2", date(2026, 5, 29), 16, 4), ("2026-Q1", date(2026, 3, 1), 12, 3)],
)
def test_what_months_alone_tell_stands_beside_as_many_months(
    office: Office, clock: Clock, period: str, today: date, visits: int, before: int
) -> None:
    clock.now = datetime(2025, 9, 1, tzinfo=UTC)
    house, months = (
        office.enrolled_house(),
        [(2025, 10), (2025, 11), (2026, 1), (2026, 2), (2026, 4)],
    )
    clock.now = datetime(2026, 6, 1, tzinfo=UTC)
    office.send(
        *(
            house.month(seq, date(*month, 1), home_visits=2 ** (seq - 1))
            for seq, month in enumerate(months, 1)
        )
    )
    report = made(office, period=period, at=datetime.combine(today, datetime.min.time(), UTC))
    assert (report.total.home_visits, report.total_before.home_visits) == (visits, before)
    assert report.total.months_told == report.total_before.months_told
    assert report.shown.length == report.before.length


def test_what_is_missing_is_said(small_office: Office, clock: Clock) -> None:
    tell(small_office, clock)
    with words.speaking("en"):
        said = " ".join(words.missing(made(small_office, "yuexi")))
    assert "1 house told no day of this period." in said
    assert "Not heard from: 不吭声村." in said
    assert "1 of 2 monthly totals have not come." in said
    assert "Counselors trained are not known" in said
    assert "not over" not in said
    with words.speaking("en"):
        said = " ".join(words.missing(made(small_office, period="2026", at=clock())))
    assert "told up to 2026-11-03" in said


def test_nothing_is_missed_of_who_never_connected_or_has_retired(
    office: Office, clock: Clock
) -> None:
    tell(office, clock)
    never = office.new_house("yuexi", "没接通村")
    with office.hq.database.transaction() as connection:
        long_ago = int(datetime(2026, 9, 1, tzinfo=UTC).timestamp())
        of = schema.houses.c.house
        connection.execute(update(schema.houses).where(of == never.house).values(added_at=long_ago))
        retiring.retire(connection, "yuexi-0002", date(2026, 10, 15), "停办", clock().date())
    october, november = made(office, "yuexi"), made(office, "yuexi", "2026-11")
    assert (october.months_due, october.months_untold, october.silent) == (1, 0, 1)
    assert [one.title for one in october.silent_ones] == ["不吭声村"]
    assert (november.months_due, november.months_untold, november.silent) == (1, 1, 1)
    assert [one.title for one in november.silent_ones] == [EVIL]
    with words.speaking("en"):
        assert "monthly totals have not come" not in " ".join(words.missing(october))
        assert "The 1 monthly total that is due has not come" in " ".join(words.missing(november))


def test_no_house_owes_a_month_on_its_last_day_and_a_report_says_that_it_goes_on(
    office: Office, clock: Clock
) -> None:
    tell(office, clock)
    # The houses' calendar is eight hours ahead: it is their last evening of October.
    evening, morning = (datetime(2026, 10, 31, hour, 30, tzinfo=UTC) for hour in (15, 16))
    for period, owed in (("2026-10", 0), ("2026-Q4", 0), ("2026", 2)):
        report = made(office, "yuexi", period, at=evening)
        assert (report.months_due, report.is_over) == (owed, False), period
        with words.speaking("en"):
            said = " ".join(words.missing(report))
        assert "told up to 2026-10-31" in said, period
    over = made(office, "yuexi", at=morning)
    assert (over.months_due, over.months_untold, over.is_over) == (2, 1, True)


def test_what_one_told_who_was_not_there_hides_nobody_who_was(office: Office, clock: Clock) -> None:
    clock.now = datetime(2026, 9, 1, tzinfo=UTC)
    office.enrolled_house("yuexi", "不吭声村")
    gone = office.enrolled_house("yuexi", "停办村")
    clock.now = datetime(2026, 11, 3, tzinfo=UTC)
    late = office.enrolled_house("yuexi", "后来村")
    office.send(*(late.day(day, date(2026, 9, day)) for day in range(1, 31)))
    office.send(late.month(31), late.month(32, date(2026, 9, 1)), late.day(33, date(2026, 11, 2)))
    office.send(gone.month(1))
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, gone.house, date(2026, 10, 20), "停办", clock().date())
    for of in ("", "sichuan", "yuexi"):
        report = made(office, of, "2026-09")
        assert (report.silent, report.months_due, report.months_untold) == (2, 2, 2), of
        report = made(office, of)
        assert (report.silent, report.months_due, report.months_untold) == (1, 1, 1), of
        assert (report.total.reporting, report.total.months_told) == (2, 2), of
    with words.speaking("en"):
        said = " ".join(words.missing(made(office, "yuexi")))
    assert "1 house told no day of this period." in said
    assert "Not heard from: 不吭声村." in said
    assert "1 of 1 monthly totals have not come." in said
    report = made(office, "yuexi", "2026-Q4", at=datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert (report.silent, report.months_due, report.months_untold) == (1, 3, 3)
    begun = made(office, "yuexi", "2026-11", at=datetime(2026, 11, 20, tzinfo=UTC))
    assert (begun.silent, begun.months_due, begun.months_untold) == (1, 0, 0)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize(
    ("of", "period", "said"),
    [
        ("taihu", "2026-10", ("No house was on the list", "名单上没有爱佑之家")),
        ("", "2025", ("No house was on the list", "名单上没有爱佑之家")),
        ("yuexi", "2026-09", ("None of the 2 monthly totals has come", "2 份月报一份也没有收到")),
    ],
)
def test_what_nobody_told_makes_a_report_that_says_so(
    small_office: Office, clock: Clock, of: str, period: str, said: tuple[str, str], language: str
) -> None:
    tell(small_office, clock)
    report = made(small_office, of, period)
    with words.speaking(language):
        missing = " ".join(words.missing(report))
        page = paper.page(report, language)
    assert said[language != "en"] in missing
    assert "too few" not in missing
    assert re.search(r"<dd>– <small>", page)
    for kind in ("csv", "xlsx"):
        assert in_words(report, kind, language)


@pytest.mark.parametrize(
    ("of", "period"), [("yuexi-0001", "2026-10"), ("", "2026-10-01..2026-10-09"), ("", "2028")]
)
def test_what_no_report_is_of_is_refused(
    small_office: Office, clock: Clock, of: str, period: str
) -> None:
    tell(small_office, clock)
    with pytest.raises(Refused):
        made(small_office, of, period)


def test_csv_is_one_tidy_table_that_excel_opens_without_a_formula(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    content = in_words(made(small_office, "yuexi"), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    found = {(row["place_code"], row["period"], row["figure"]): row for row in rows}
    assert found["yuexi", "2026-10", "home_visits"]["value"] == "5"
    assert found["yuexi", "2026-10", "activity_hours"]["value"] == "1.5"
    assert found["yuexi", "2026-10", "standard:open:of"]["value"] == "4"
    # Of a month that no house told nothing is known.
    assert found["yuexi", "2026-09", "home_visits"]["value"] == ""
    assert found["yuexi", "2026-09", "houses"]["value"] == "2"
    assert found["yuexi-0001", "2026-10", "home_visits"]["place"] == f"'{EVIL}"
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+@" and cell]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_workbook_holds_numbers_and_no_formula(
    small_office: Office, clock: Clock, language: str
) -> None:
    tell(small_office, clock)
    content = in_words(made(small_office, "yuexi"), "xlsx", language)
    book = load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == 5
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert EVIL in [cell.value for cell in cells]
    assert 1234 in [cell.value for cell in book.worksheets[0]["B"]]
    assert 1.5 in [cell.value for cell in book.worksheets[0]["B"]]


def test_a_workbook_tells_what_children_said_as_paper_does(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    report = made(small_office)
    felt = replace(report.total, moods=Felt(12, (13, 31, 56)))
    content = in_words(replace(report, total=felt), "xlsx")
    rows = [*load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)]
    assert [row for row in rows if str(row[0]).startswith("How ")] == [
        ("How children felt · low", 13, None, None, "%"),
        ("How children felt · middle", 31, None, None, "%"),
        ("How children felt · high", 56, None, None, "%"),
    ]


def test_services_of_a_month_that_nobody_told_are_not_known_and_not_none(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    for period, *told in (("2026-10", 2, None), ("2026-11", None, 2)):
        report = made(small_office, "yuexi", period)
        book = load_workbook(io.BytesIO(in_words(report, "xlsx")))
        (row,) = (row for row in book.worksheets[0].values if row[0] == "Medical aid")
        assert row[1:4] == (*told, None)
        with words.speaking("en"):
            page = re.sub(r"<[^>]+>", " ", paper.page(report, "en")).split("Medical aid")[1]
        assert page.split()[:3] == [str(one or "–") for one in (*told, None)]


IN_ENGLISH = ("Report", "Yuexi", "Oct 2026", "1,234", "Children served, at least", "not yet")


@pytest.mark.parametrize(
    ("language", "words_of_it"),
    [
        ("zh_Hans", ("报告", "越西县", "2026年10月", "1,234", "服务儿童（至少）", "还没达到")),
        pytest.param("en", IN_ENGLISH, marks=pytest.mark.long),
    ],
)
def test_a_pdf_says_all_of_it_in_chinese_and_english(
    small_office: Office, clock: Clock, language: str, words_of_it: tuple[str, ...]
) -> None:
    tell(small_office, clock)
    report = made(small_office, "yuexi")
    pdf = in_words(report, "pdf", language)
    text = "".join(read_pdf("pdftotext", pdf, "-").split())
    for word in (*words_of_it, EVIL, fingerprint(report)):
        assert word.replace(" ", "") in text
    pages = re.search(r"Pages: +(\d+)", read_pdf("pdfinfo", pdf))
    assert pages
    assert 2 <= int(pages[1]) <= 6
    assert "595." in read_pdf("pdfinfo", pdf)


def test_a_heading_of_two_characters_stands_in_one_line(small_office: Office, clock: Clock) -> None:
    tell(small_office, clock)
    pdf = in_words(made(small_office, "yuexi", "2026-Q4"), "pdf", "zh_Hans")
    text = read_pdf("pdftotext", pdf, "-")
    assert re.search("按月.*家访", text, re.DOTALL)
    assert not re.search(r"家\s+访", text)


def test_no_heading_leaves_one_character_alone_on_its_last_line(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    pdf = in_words(made(small_office, "yuexi", "2026-Q4"), "pdf", "zh_Hans")
    text = read_pdf("pdftotext", pdf, "-")
    assert re.search(r"开放\s+天数", text)
    for one in ("爱佑之家总数", "新来儿童", "参加活动人次", "提供的服务", "已上报的月报"):
        assert not re.search(rf"{one[:-1]}\s+{one[-1]}", text), one
    assert not re.search(r"至\s+少", text)


def test_no_more_are_printed_at_once_than_leave_room_for_the_pages() -> None:
    with paper.turn(), paper.turn(), pytest.raises(Refused, match="try again"), paper.turn():
        pass
    with paper.turn():
        pass


@contextmanager
def summing_up(office: Office) -> Iterator[None]:
    """Let somebody else sum up who is not ready yet, and is when a second has passed."""
    with office.hq.database.transaction() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({rollups.LOCK})"))
        yield
        time.sleep(1)


@pytest.mark.parametrize("made", ["postgresql"], indirect=True)
def test_a_report_waits_for_whoever_is_summing_up(office: Office, clock: Clock) -> None:
    tell(office, clock)
    with ThreadPoolExecutor() as pool:
        with summing_up(office):
            making = pool.submit(gather_report, office.config, "", "2026-10", LATER)
        report = making.result(30)
    assert (report.total.home_visits, report.total.months_told) == (5, 2)


@pytest.mark.parametrize("made", ["postgresql"], indirect=True)
def test_no_page_waits_for_that_for_ever(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_PATIENCE", 0.5)
    visit = Visit(office.app.test_client())
    visit.get("/sign-in?language=en")
    visit.post("/sign-in", name="lin", password=PASSWORD)
    tell(office, clock)
    with summing_up(office):
        visit.get("/reports?period=2026-10", 503)
    assert "Go back and try again." in visit.page
    assert "1,234" in visit.get("/reports?period=2026-10")
