"""A table as an Excel workbook: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sync.paper.workbook import Cell, fill, set_widths, to_xlsx


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title, a row of headings, and how wide each column is, in characters."""

    title: str
    headings: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float]


def workbook(table: Table) -> bytes:
    """Write a table as XLSX."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = table.title[:31]
    fill(sheet, (table.headings, *table.rows))
    set_widths(sheet, table.widths)
    _dress(sheet)
    return to_xlsx(book)


def _dress(sheet: Any) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment, Border, Font, Side

    for heading in sheet[1]:
        heading.font, heading.border = Font(bold=True), Border(bottom=Side("thin"))
        heading.alignment = Alignment(wrap_text=True, vertical="top")
