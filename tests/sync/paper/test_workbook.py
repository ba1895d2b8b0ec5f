"""What is written into a workbook comes back as it was, and runs nothing."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sync.paper.workbook import Cell, fill, set_widths, to_xlsx

# What XML cannot hold, no sheet can.
TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)
CELLS = st.one_of(
    TEXTS, st.none(), st.integers(0, 10**9), st.floats(0, 10**6).map(lambda x: round(x, 1))
)


def written(*rows: Sequence[Cell]) -> Any:
    book = Workbook()
    fill(book.active, rows)
    set_widths(book.active, [20, 9])
    return load_workbook(BytesIO(to_xlsx(book))).active


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_every_cell_comes_back_as_it_was(rows: list[list[Cell]]) -> None:
    # The last row holds something: a sheet ends with what is in it.
    every = [["项目", "2026-11", "2026"], *rows, [1, 2, 3]]
    assert [list(row) for row in written(*every).iter_rows(values_only=True)] == every


def test_no_text_is_run_as_a_formula_or_opened_as_a_link() -> None:
    names = ["=1+1", "@SUM(A1)", "https://example.org"]
    cells = [row[0] for row in written(["小名"], *([name] for name in names)).iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (name, "s", None) for name in names
    ]


def test_what_no_sheet_can_hold_is_left_out() -> None:
    assert written(["小名"], ["小\x00竹\x1b"])["A2"].value == "小竹"


def test_headings_stay_in_sight_and_on_each_sheet_of_paper() -> None:
    sheet = written(["小名", "次"], ["小竹", 3])
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert [sheet.column_dimensions[name].width for name in "AB"] == [20, 9]
