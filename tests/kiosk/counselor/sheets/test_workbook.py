"""A table opens as a workbook."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kiosk.counselor.sheets.workbook import Table, workbook

# What XML cannot hold, no sheet can.
TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)
CELLS = st.one_of(TEXTS, st.integers(0, 10**9))


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_every_cell_comes_back_as_it_was(rows: list[list[str | int]]) -> None:
    table = Table("月报", ["项目", "2026-11", "2026"], rows, [20, 9, 9])
    sheet = load_workbook(BytesIO(workbook(table))).active
    found = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert found == [["项目", "2026-11", "2026"], *rows]
    assert sheet.title == "月报"


def test_no_text_is_run_as_a_formula_or_opened_as_a_link() -> None:
    names = ["=1+1", "@SUM(A1)", "https://example.org"]
    table = Table("登记表", ["小名"], [[name] for name in names], [20])
    sheet = load_workbook(BytesIO(workbook(table))).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (name, "s", None) for name in names
    ]


def test_what_no_sheet_can_hold_is_left_out() -> None:
    table = Table("表", ["小名"], [["小\x00竹\x1b"]], [20])
    assert load_workbook(BytesIO(workbook(table))).active["A2"].value == "小竹"


def test_headings_stay_in_sight_and_on_each_sheet_of_paper() -> None:
    sheet = load_workbook(BytesIO(workbook(Table("表", ["小名"], [["小竹"]], [20])))).active
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
