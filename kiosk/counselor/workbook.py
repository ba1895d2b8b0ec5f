"""A table as an Excel workbook, which WPS opens too: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

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
    from xlsxwriter import Workbook

    out = BytesIO()
    # No text is taken for a formula or a link, whatever a nickname begins with.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(out, plain) as book:
        sheet = book.add_worksheet(table.title[:31])
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for column, width in enumerate(table.widths):
            sheet.set_column(column, column, width)
        for number, row in enumerate((table.headings, *table.rows)):
            sheet.write_row(number, 0, row, None if number else bold)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return out.getvalue()
