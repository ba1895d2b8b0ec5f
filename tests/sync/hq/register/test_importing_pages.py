import io
import re
from collections.abc import Callable

import pytest

from sync import batch
from sync.hq.people import audit
from sync.hq.people.audit import Action
from sync.hq.register import houses
from sync.hq.register.importing_pages import MOST_BYTES, MOST_HOUSES
from tests.sync.hq.cast import Office, Visit

Begin = Callable[..., Visit]
PATH = "/register/import"
TABLE = "名称,县,编号\n大瑞村爱佑之家,越西县,yuexi-0040\n花桥村爱佑之家,于都县,\n"
WRONG = """name,county,id
大瑞村爱佑之家,越西县,yuexi-0001
,于都县,
江边村,北京,
江边村,,
村,于都县,X
江边村,北京,
"""


def chosen(visit: Visit, data: bytes, status: int = 200) -> str:
    """Choose a file on the page, as a browser sends it."""
    visit.get(PATH)
    return visit.post(PATH, status, file=(io.BytesIO(data), "houses.csv"))  # type: ignore[arg-type]


def table_of(page: str) -> str:
    found = re.search(r'<textarea name="table" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return found[1]


def ids(office: Office) -> list[str]:
    with office.hq.database.reading() as connection:
        return [one.house for one in houses.everyone(connection)]


def test_a_table_is_shown_first_and_put_on_the_list_then(
    visit: Begin, small_office: Office
) -> None:
    lin = visit()
    page = chosen(lin, TABLE.encode("gb18030"))
    assert "2 houses would be added" in page
    assert "大瑞村爱佑之家" in page
    assert ids(small_office) == []
    page = lin.post(PATH, table=table_of(page), sure="yes")
    assert "Added: 2. On the list already: 0." in page
    assert ids(small_office) == ["yudu-0001", "yuexi-0040"]
    with small_office.hq.database.reading() as connection:
        noted = [(one.who, one.action, one.subject) for _, one in audit.latest(connection, 2)]
    assert noted == [
        ("lin", Action.ADDED_HOUSE, "yudu-0001"),
        ("lin", Action.ADDED_HOUSE, "yuexi-0040"),
    ]
    again = chosen(lin, TABLE.encode())
    assert "Nothing would be added" in again
    assert "2 houses are on the list already" in again


def test_the_program_is_a_register_to_start_with(visit: Begin, small_office: Office) -> None:
    lin = visit()
    assert "13 counties and 200 villages" in lin.get(PATH)
    assert "200 houses would be added" in lin.post(PATH, program="yes")
    assert ids(small_office) == []
    assert "Added: 200." in lin.post(PATH, program="yes", sure="yes")
    assert len(ids(small_office)) == 200
    assert "Nothing would be added" in lin.post(PATH, program="yes")


def test_each_wrong_line_is_told_in_one_sentence_and_nothing_is_done(
    visit: Begin, small_office: Office
) -> None:
    small_office.new_house()
    page = chosen(visit(), WRONG.encode(), 400)
    for line, sentence in (
        (2, "There is a house yuexi-0001 of another name or county."),
        (3, "A house&#39;s name has 1 to 60 characters."),
        (4, "There is no county “北京” in the program."),
        (5, "Its county is missing."),
        (6, "A house&#39;s id has 3 to 32 small letters, digits or dashes."),
        (7, "It is the same house as in line 4."),
    ):
        assert re.search(rf">Line {line}</th><td[^>]*>{re.escape(sentence)}</td>", page), sentence
    assert ids(small_office) == ["yuexi-0001"]


def test_what_is_wrong_is_told_in_chinese(visit: Begin, small_office: Office) -> None:
    small_office.new_house()
    page = chosen(visit(language="zh_Hans"), WRONG.encode(), 400)
    for sentence in (
        "编号 yuexi-0001 已经有了，名称或县不一样。",
        "项目里没有“北京”这个县。",
        "没有写县。",
        "和第 4 行是同一家。",
    ):
        assert sentence in page
    assert "There is" not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Please choose a file."),
        (b"PK\x03\x04 and more", "This is a workbook"),
        (b"\xff\xff\xff", "The file is not a text"),
        (b"name,county\n\0,yudu", "The file is not a text"),
        (b"village,county\na,yudu", "The first line names the columns"),
        (b"name,county\n", "There is no house in this table."),
        (b"name,county\n" + b"a,yudu\n" * (MOST_HOUSES + 1), "The table is too long"),
        (b"name,county\n" + b"a" * MOST_BYTES, "at most 250 KB, with at most 1000 houses"),
        (b"PK\x03\x04" + b"a" * MOST_BYTES, "bring a CSV file of at most 250 KB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    visit: Begin, small_office: Office, data: bytes, sentence: str
) -> None:
    assert sentence in chosen(visit(), data, 400)
    assert ids(small_office) == []


def test_a_file_larger_than_any_request_is_told_how_large_it_may_be(visit: Begin) -> None:
    said = visit().client.post(
        PATH, data=bytes(batch.LARGEST + 1), content_type="multipart/form-data; boundary=x"
    )
    assert said.status_code == 413
    assert "This is too large" in said.text
    assert "CSV files of at most 250 KB, each with at most 1000 houses" in said.text


def test_the_longest_table_is_carried_from_the_preview_to_the_list(
    visit: Begin, small_office: Office
) -> None:
    rows = "".join(f"{'村' * 50}{number:04d},越西县\n" for number in range(MOST_HOUSES))
    data = f"名称,县\n{rows}".encode()
    lin = visit()
    table = table_of(chosen(lin, data))
    no_file = (io.BytesIO(), "")
    page = lin.post(PATH, table=table, sure="yes", file=no_file)  # type: ignore[arg-type]
    assert f"Added: {MOST_HOUSES}." in page
    assert len(ids(small_office)) == MOST_HOUSES


def test_a_table_is_as_long_on_the_list_as_it_was_in_the_preview(visit: Begin) -> None:
    note, lines = "备" * 600, range(MOST_BYTES // 1250)
    table = "名称,县,备注\n" + "".join(f"第{line}村,越西县,{note}\n" for line in lines)
    lin = visit()
    shown = table_of(chosen(lin, table.encode("gb18030")))
    assert f"Added: {len(lines)}." in lin.post(PATH, table=shown.replace("\n", "\r\n"), sure="yes")


@pytest.mark.parametrize("role", ["supervisor", "expert", "reader"])
def test_only_administrators_bring_tables(visit: Begin, role: str) -> None:
    visit("wang", role, "yudu" if role == "supervisor" else None).get(PATH, 403)
