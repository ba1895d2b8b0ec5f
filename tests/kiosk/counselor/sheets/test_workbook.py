from io import BytesIO

from openpyxl import load_workbook

from kiosk.counselor.sheets.workbook import Table, workbook


def test_a_table_opens_as_a_workbook_with_its_title_and_its_widths() -> None:
    table = Table("登记表" * 20, ["小名", "次"], [["=1+1", 3]], [20, 9])
    sheet = load_workbook(BytesIO(workbook(table))).active
    assert sheet.title == ("登记表" * 20)[:31]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [["小名", "次"], ["=1+1", 3]]
    assert sheet["A2"].data_type == "s"
    assert [sheet.column_dimensions[name].width for name in "AB"] == [20, 9]
    assert sheet["A1"].font.bold
