"""A table as text with commas, which no spreadsheet takes for more than text."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from sync.paper.workbook import Cell

# Excel and WPS take these for a formula, the full-width ones in East Asian settings.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAK = ("\t", "\r", "\n")


def harmless(text: str) -> str:
    """Make a text one that no spreadsheet runs: OWASP, CSV injection."""
    runs = text.lstrip().startswith(_FORMULA) or text.startswith(_BREAK)
    return f"'{text}" if runs else text


def to_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write rows as CSV in UTF-8.

    It begins with a byte order mark: without it Excel in China reads UTF-8 as GB18030.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")
