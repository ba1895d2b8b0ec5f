"""A page of the panel as a file: for Excel and WPS, as text with commas, or to print."""

from pathlib import Path

from flask import Response, current_app

from kiosk.counselor.sheets.file_kinds import TYPES
from kiosk.counselor.sheets.sheet import to_csv
from kiosk.counselor.sheets.workbook import Table, workbook
from kiosk.printing import to_pdf

_STYLES = [Path(__file__).parents[1] / "static" / name for name in ("panel.css", "paper.css")]


def as_file(kind: str, name: str, table: Table, page: str) -> Response:
    """Give a table, or for paper the page that shows it. Raises CannotPrint."""
    if kind == "pdf":
        content = to_pdf(page, _STYLES)
    else:
        content = workbook(table) if kind == "xlsx" else to_csv(table)
    disposition = f"attachment; filename={name}.{kind}"
    return current_app.response_class(
        content, mimetype=TYPES[kind], headers={"Content-Disposition": disposition}
    )
