"""Tables as text with commas, and the month's register as a table: pure."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from kiosk.counselor.sheets.workbook import Cell, Table
from kiosk.domain.register import Register

# Excel and WPS take these for a formula, the full-width ones in East Asian settings.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAK = ("\t", "\r", "\n")
_BOM = "\ufeff"


def harmless(text: str) -> str:
    """Make a text one that no spreadsheet runs: OWASP, CSV injection."""
    runs = text.lstrip().startswith(_FORMULA) or text.startswith(_BREAK)
    return f"'{text}" if runs else text


def to_csv(table: Table) -> bytes:
    """Write a table as CSV, with the mark that tells Excel it is UTF-8."""
    text = StringIO(newline="")
    rows = csv.writer(text)
    for row in (table.headings, *table.rows):
        rows.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return (_BOM + text.getvalue()).encode()


def register_table(
    title: str, register: Register, legal_names: Iterable[str], headings: Sequence[str]
) -> Table:
    """Lay the register out as a table.

    headings: nickname, legal name, total, and the name of the headcounts' row.
    """
    nickname, legal_name, total, headcount = headings
    head: list[Cell] = [nickname, legal_name, *(day.day for day in register.days), total]
    rows: list[list[Cell]] = []
    for row, name in zip(register.rows, legal_names, strict=True):
        marks: list[Cell] = [1 if mark else "" for mark in row.marks]
        rows.append([row.child.nickname, name, *marks, row.total])
    counts = register.headcounts
    rows.append([headcount, "", *counts, sum(counts)])
    return Table(title, head, rows, [14, 14, *[3.5] * len(register.days), 7])
