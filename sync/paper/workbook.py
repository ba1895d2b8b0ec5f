"""What every Excel workbook of ours does alike; WPS opens them too.

Numbers are numbers, texts stay texts, and a sheet prints on A4 across, one page wide, with its
headings on each page.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

Cell = str | int | float | None


def fill(sheet: Any, rows: Iterable[Sequence[Cell]]) -> None:  # noqa: ANN401
    """Write rows into an empty sheet, the headings first; these stay in sight."""
    for row, cells in enumerate(rows, 1):
        for column, content in enumerate(cells, 1):
            _write(sheet.cell(row, column), content)
    sheet.freeze_panes = "B2"
    _fit_to_paper(sheet)


def _write(cell: Any, content: Cell) -> None:  # noqa: ANN401
    """Write a cell; no text is taken for a formula, whatever a name begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(content, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", content)
        cell.data_type = "s"
    else:
        cell.value = content


def set_widths(sheet: Any, widths: Iterable[float]) -> None:  # noqa: ANN401
    """Make the columns so wide, in digits."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _fit_to_paper(sheet: Any) -> None:  # noqa: ANN401
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0


def to_xlsx(book: Any) -> bytes:  # noqa: ANN401
    """Write a workbook as a file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()
