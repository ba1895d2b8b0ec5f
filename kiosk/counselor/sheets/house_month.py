"""The house's month: the program's indicators, on the screen, on paper, as a file."""

from collections import Counter

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk import keyholders
from kiosk.counselor.casework import case_words
from kiosk.counselor.sheets.files import as_file
from kiosk.counselor.sheets.indicator_words import Report, parts_of
from kiosk.counselor.sheets.register import first_of
from kiosk.counselor.sheets.workbook import Table
from kiosk.domain.audit import Action
from kiosk.domain.casework import RiskLevel
from kiosk.domain.indicators import year_so_far
from kiosk.domain.register import month_days, months_beside
from kiosk.house import current_house
from kiosk.store import indicators
from kiosk.store.rights import audit
from kiosk.store.work import cases


def this_house_month() -> ResponseReturnValue:
    """Go to the month that is now."""
    month = f"{current_house().clock().day:%Y-%m}"
    return redirect(url_for("counselor.house_month", month=month))


def house_month(month: str) -> ResponseReturnValue:
    """Show a month of the house."""
    report = _read(month, Action.LOOKED_AT_INDICATORS)
    return _page(report) if report else this_house_month()


def export_house_month(month: str, kind: str) -> ResponseReturnValue:
    """Give a month of the house as a file."""
    report = _read(month, Action.EXPORTED_INDICATORS)
    if report is None:
        return this_house_month()
    page = _page(report) if kind == "pdf" else ""
    back = url_for("counselor.house_month", month=month)
    return as_file(kind, f"house-month-{month}", _table(report), page, back)


def _read(month: str, action: Action) -> Report | None:
    """Compute a month, named 2026-11, beside its year so far; None where it is no month."""
    first = first_of(month)
    if first is None:
        return None
    house, last = current_house(), month_days(first)[-1]
    with house.database.transaction() as db:
        standing = [case.entry for case in cases.waiting(db, house.vault)]
        of_month = indicators.between(db, first, last)
        of_year = indicators.between(db, *year_so_far(last))
        audit.note(db, house.clock(), house.vault.keeper.id, action, month)
    levels = Counter(entry.level for entry in standing if isinstance(entry, RiskLevel))
    return Report(first, of_month, of_year, levels)


def _table(report: Report) -> Table:
    title = f"{gettext('Month of the house')} {report.month:%Y-%m}"
    headings = [gettext("Indicator"), f"{report.month:%Y-%m}", f"{report.month:%Y}"]
    rows: list[tuple[str, int, int | str]]
    rows = [(one.name, one.month, one.year) for part in parts_of(report) for one in part.lines]
    rows += [
        (gettext("Risk level now: %(level)s", level=name), report.levels[level], "")
        for level, name in case_words.LEVELS.items()
    ]
    return Table(title, headings, rows, [34, 12, 12])


def _page(report: Report) -> str:
    return render_template(
        "counselor/sheets/house_month.html",
        report=report,
        parts_of_it=parts_of(report),
        levels=case_words.LEVELS,
        month=report.month,
        sticks=keyholders.sticks(current_house()),
        **months_beside(report.month),
    )
