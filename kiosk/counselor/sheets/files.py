"""A page of the panel as a file: for Excel and WPS, as text with commas, or to print."""

from flask import Response, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk import keyholders
from kiosk.counselor.sheets.file_kinds import TYPES
from kiosk.counselor.sheets.workbook import Table, workbook
from kiosk.counselor.stylesheets import PANEL
from kiosk.house import current_house
from kiosk.store.safety import disk
from sync.paper.commas import to_csv
from sync.paper.printing import to_pdf


def as_file(kind: str, name: str, table: Table, page: str, back: str) -> ResponseReturnValue:
    """Give a table, or for paper the page that shows it; what was posted goes onto a stick.

    back: the address to show after the stick. Raises CannotPrint.
    """
    file = f"{name}.{kind}"
    if request.method == "POST":
        flash(_put_on_stick(file, _content(kind, table, page)))
        return redirect(back, 303)
    headers = {"Content-Disposition": f"attachment; filename={file}"}
    content = _content(kind, table, page)
    answer: Response = current_app.response_class(content, mimetype=TYPES[kind], headers=headers)
    return answer


def _content(kind: str, table: Table, page: str) -> bytes:
    if kind == "pdf":
        return to_pdf(page, PANEL.files)
    return workbook(table) if kind == "xlsx" else to_csv((table.headings, *table.rows))


def _put_on_stick(file: str, content: bytes) -> str:
    """Write a file whole onto the stick that was chosen, and tell how it went."""
    chosen = request.form.get("stick", "")
    sticks = {str(path): path for path in keyholders.sticks(current_house())}
    if chosen not in sticks:
        return str(gettext("This stick is not there any more. Nothing was written."))
    try:
        with disk.written_whole(sticks[chosen] / file) as opened:
            opened.write(content)
    except OSError:
        return str(gettext("Nothing could be written to this stick."))
    return str(gettext("The file %(name)s is on the stick.", name=file))
