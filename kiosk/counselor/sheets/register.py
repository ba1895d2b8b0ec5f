"""The month's register: on the screen, on paper, as a file."""

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk import keyholders
from kiosk.counselor.children.pages import readable_file
from kiosk.counselor.children.visit_forms import first_day
from kiosk.counselor.sheets.files import as_file
from kiosk.counselor.sheets.sheet import register_table
from kiosk.domain.audit import Action
from kiosk.domain.register import Register, month_days, month_register, months_beside
from kiosk.house import House, current_house
from kiosk.store.attendance import visit_lists
from kiosk.store.people import children
from kiosk.store.rights import audit

# From 1970, in which a Pi may wake; at the calendar's own ends a month has one neighbour only.
_YEARS = range(1970, 2100)


def this_month() -> ResponseReturnValue:
    """Go to the register of the month that is now."""
    return redirect(url_for("counselor.of_month", month=f"{current_house().clock().day:%Y-%m}"))


def of_month(month: str) -> ResponseReturnValue:
    """Show a month's register."""
    first = first_of(month)
    if first is None:
        return this_month()
    return _page(*_read(current_house(), first, Action.LOOKED_AT_REGISTER), first)


def export(month: str, kind: str) -> ResponseReturnValue:
    """Give a month's register as a file."""
    first = first_of(month)
    if first is None:
        return this_month()
    register, names = _read(current_house(), first, Action.EXPORTED_REGISTER)
    headings = [gettext("Nickname"), gettext("Legal name"), gettext("Total"), gettext("Headcount")]
    title = f"{gettext('Register')} {first:%Y-%m}"
    table = register_table(title, register, names, headings)
    page = _page(register, names, first) if kind == "pdf" else ""
    back = url_for("counselor.of_month", month=month)
    return as_file(kind, f"register-{first:%Y-%m}", table, page, back)


def first_of(month: str) -> date | None:
    """Tell the first day of a month written as 2026-11; None where it is no month."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
    return first if first.year in _YEARS else None


def _read(house: House, first: date, action: Action) -> tuple[Register, list[str]]:
    """Read the month's visits and who is who; whoever left stays where visits tell of them."""
    with house.database.transaction() as db:
        came = visit_lists.between(db, first, month_days(first)[-1])
        rows = children.coming(db, {visit.child for visit in came})
        files = [readable_file(db, house, child.id) for child in rows]
        audit.note(db, house.clock(), house.vault.keeper.id, action, f"{first:%Y-%m}")
    names = [file.legal_name if file else "" for file in files]
    return month_register(first, rows, came), names


def _page(register: Register, names: list[str], month: date) -> str:
    house = current_house()
    today = house.clock().day
    writable = [day for day in register.days if first_day(house) <= day <= today]
    return render_template(
        "counselor/sheets/register.html",
        register=register,
        names=names,
        month=month,
        **months_beside(month),
        today=today,
        writable=writable,
        sticks=keyholders.sticks(house),
    )
