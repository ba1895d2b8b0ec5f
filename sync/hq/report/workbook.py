"""A report as an Excel workbook, a sheet for each way to look at it."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext

from sync.hq.looks import moment
from sync.hq.report.fingerprint import fingerprint
from sync.hq.report.gathering import Report
from sync.hq.report.indicators import INDICATORS, UNITS, Unit, services
from sync.hq.report.words import missing, version
from sync.hq.standards.catalog import STANDARDS
from sync.hq.told.figures import Figures
from sync.hq.words import BANDS, SERVICES
from sync.paper.workbook import Cell, fill, set_widths, to_xlsx

Rows = list[Sequence[Cell]]

_WIDEST = 60


def workbook(report: Report, language: str) -> bytes:
    """Write a report as XLSX, in the language that is spoken."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in _sheets(report, language):
        sheet = book.create_sheet(title)
        fill(sheet, rows)
        set_widths(sheet, _widths(rows))
        _dress(sheet)
    return to_xlsx(book)


def _sheets(report: Report, language: str) -> Iterator[tuple[str, Rows]]:
    yield gettext("Figures"), _figures(report, language)
    parts = [(one.name(language), told) for one, told in report.parts]
    yield gettext("By place"), _table(gettext("Place"), parts)
    months = [(f"{month:%Y-%m}", told) for month, told in report.months]
    yield gettext("By month"), _table(gettext("Month"), months)
    yield gettext("Standards"), _standards(report)
    yield gettext("About"), _about(report, language)


def _figures(report: Report, language: str) -> Rows:
    now, before = report.shown.name(language), report.before.name(language)
    rows: Rows = [[gettext("Figure"), now, before, gettext("Change"), gettext("Unit")]]
    for one in INDICATORS:
        value, earlier = one.read(report.total), one.read(report.total_before)
        change = None if value is None or earlier is None else round(value - earlier, 1)
        rows.append([str(one.name), value, earlier, change, str(UNITS[one.unit])])
    for kind, value, earlier in services(report.total, report.total_before):
        change = None if value is None or earlier is None else value - earlier
        rows.append([str(SERVICES.get(kind, kind)), value, earlier, change, str(UNITS[Unit.TIMES])])
    rows += _felt(report)
    # Room for what headquarters cannot know.
    rows.append([gettext("Counselors trained (not known here: fill it in)"), None, None, None, ""])
    return rows


def _felt(report: Report) -> Iterator[Sequence[Cell]]:
    """Write the shares of what children said, of periods of which enough houses told it."""
    now, before = report.total, report.total_before
    for name, told, earlier in (
        (gettext("How children felt"), now.moods, before.moods),
        (gettext("How they liked the house"), now.feedback, before.feedback),
    ):
        for at, band in enumerate(BANDS if told or earlier else ()):
            shares = [one.shares[at] if one else None for one in (told, earlier)]
            yield [f"{name} · {band}", *shares, None, "%"]


def _table(first: str, told: Sequence[tuple[str, Figures]]) -> Rows:
    heading: list[Cell] = [first, *(str(one.name) for one in INDICATORS)]
    return [
        heading,
        *([name, *(one.read(figures) for one in INDICATORS)] for name, figures in told),
    ]


def _standards(report: Report) -> Rows:
    names = (gettext("Standard"), gettext("Month"), gettext("Met"), gettext("Of"))
    rows: Rows = [[*names, gettext("Percent"), gettext("Target, in percent")]]
    for score in report.scores:
        name = str(STANDARDS[score.key].name)
        rows += [
            [name, f"{one.month:%Y-%m}", one.met, one.of, one.percent, one.target]
            for one in score.months
        ]
    return rows


def _about(report: Report, language: str) -> Rows:
    rows: Rows = [
        [gettext("Place"), report.place.name(language)],
        [gettext("Period"), report.shown.name(language)],
        [gettext("Made at"), moment(int(report.made_at.timestamp()))],
        [gettext("Software"), version()],
        [gettext("Fingerprint of the figures (SHA-256)"), fingerprint(report)],
    ]
    rows += [[gettext("What is missing"), sentence] for sentence in missing(report)]
    return rows + [[str(one.name), str(one.definition)] for one in INDICATORS]


def _widths(rows: Rows) -> Iterator[int]:
    for column in range(len(rows[0])):
        longest = max(len(str(row[column])) for row in rows)
        # A Chinese character is as wide as two digits.
        yield min(2 * longest + 2, _WIDEST)


def _dress(sheet: Any) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment, Font

    wraps = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = wraps
    for cell in sheet[1]:
        cell.font = Font(bold=True)
