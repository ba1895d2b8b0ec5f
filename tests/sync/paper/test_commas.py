from hypothesis import example, given
from hypothesis import strategies as st

from sync.paper.commas import harmless, to_csv

FORMULA = tuple("=+-@＝＋－＠")
BREAKS = tuple("\t\r\n")


@given(st.text())
@example("=1+1")
@example(" ＝HYPERLINK(1)")
@example("\u3000@SUM(A1)")
@example("\tcmd")
@example("\xa0=1")
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str) -> None:
    made = harmless(text)
    assert made.endswith(text)
    assert not made.lstrip().startswith(FORMULA)
    assert not made.startswith(BREAKS)


@given(st.text(st.characters(categories=["L", "N"])))
def test_a_name_stays_as_it_is(name: str) -> None:
    assert harmless(name) == name


def test_a_table_is_text_with_a_mark_that_excel_knows() -> None:
    content = to_csv([["小名", "次"], ["＝1", 3], ["a,b", None]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == '小名,次\r\n\'＝1,3\r\n"a,b",\r\n'
