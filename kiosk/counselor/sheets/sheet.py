"""The month's register as a table: pure."""

from collections.abc import Iterable, Sequence

from kiosk.counselor.sheets.workbook import Table
from kiosk.domain.register import Register
from sync.paper.workbook import Cell


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
