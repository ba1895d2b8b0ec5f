"""The month's register as a file for Excel or WPS: pure."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from kiosk.domain.register import Register

# Excel and WPS take these for a formula, the full-width ones in East Asian settings.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAK = ("\t", "\r", "\n")
_BOM = "\ufeff"


def harmless(text: str) -> str:
    """Make a text one that no spreadsheet runs: OWASP, CSV injection."""
    runs = text.lstrip().startswith(_FORMULA) or text.startswith(_BREAK)
    return f"'{text}" if runs else text


def register_csv(register: Register, legal_names: Iterable[str], headings: Sequence[str]) -> bytes:
    """Write the register as CSV, with the mark that tells Excel it is UTF-8.

    headings: nickname, legal name, total, and the name of the headcounts' row.
    """
    nickname, legal_name, total, headcount = headings
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([nickname, legal_name, *(day.day for day in register.days), total])
    for row, name in zip(register.rows, legal_names, strict=True):
        marks = ["1" if mark else "" for mark in row.marks]
        rows.writerow([harmless(row.child.nickname), harmless(name), *marks, row.total])
    counts = register.headcounts
    rows.writerow([headcount, "", *counts, sum(counts)])
    return (_BOM + text.getvalue()).encode()
