"""A table as an Excel workbook, which WPS opens too: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

Cell = str | int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title, a row of headings, and how wide each column is, in characters."""

    title: str
    headings: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float]


def workbook(table: Table) -> bytes:
    """Write a table as XLSX: texts stay texts, numbers are numbers, headings stay in sight.

    It prints on A4 across, one page wide, with its headings on each page.
    """
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    sheet = book.active
    sheet.title = table.title[:31]
    for row, cells in enumerate((table.headings, *table.rows), 1):
        for column, content in enumerate(cells, 1):
            _write(sheet.cell(row, column), content)
    _dress(sheet, table.widths)
    _fit_to_paper(sheet)
    book.save(out)
    return out.getvalue()


def _write(cell: Any, content: Cell) -> None:  # noqa: ANN401
    """Write a cell; no text is taken for a formula, whatever a nickname begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(content, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", content)
        cell.data_type = "s"
    else:
        cell.value = content


def _dress(sheet: Any, widths: Sequence[float]) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    for heading in sheet[1]:
        heading.font, heading.border = Font(bold=True), Border(bottom=Side("thin"))
        heading.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"


def _fit_to_paper(sheet: Any) -> None:  # noqa: ANN401
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
