import codecs
import csv
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sync import enrol_codec
from sync.hq.cli import hq
from sync.hq.config import HqConfig
from sync.hq.errors import Refused
from sync.hq.register import houses, importing
from sync.hq.register.importing import Row
from tests.sync.hq.cast import Office

TABLE = "name,county,id\n大瑞村爱佑之家,yuexi,yuexi-0040\n花桥村爱佑之家,于都县,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_as_spreadsheets_save_it(encoding: str) -> None:
    rows = [
        Row(2, "大瑞村爱佑之家", "yuexi", "yuexi-0040"),
        Row(3, "花桥村爱佑之家", "yudu", None),
    ]
    assert importing.read(TABLE.encode(encoding)) == rows
    chinese = "名称,县,编号\r\n" + TABLE.partition("\n")[2]
    assert importing.read(chinese.replace(",", "\t").encode(encoding)) == rows
    assert importing.read(chinese.replace(",", ";").encode(encoding)) == rows


def test_blank_lines_and_columns_of_others_are_passed_over() -> None:
    table = "\n;;;\n名称;备注;县;电话\n\n大瑞村;a,b,c,d,e;越西县;1\n;;;\n花桥村;;于都县;2\n"
    rows = [Row(5, "大瑞村", "yuexi"), Row(7, "花桥村", "yudu")]
    assert importing.read(table.encode()) == rows
    assert importing.read(importing.written(rows).encode()) == rows


@given(st.binary(max_size=200))
def test_whatever_else_is_brought_is_refused_or_read(data: bytes) -> None:
    with suppress(Refused):
        assert isinstance(importing.read(data), list)


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(Refused):
        importing.read(b'name,county\n"' + b"x" * 200_000)


def test_the_same_table_twice_adds_nothing(office: Office) -> None:
    rows, now = importing.read(TABLE.encode()), office.hq.clock()
    with office.hq.database.transaction() as connection:
        assert importing.bring(connection, rows, now).added == ("yuexi-0040", "yudu-0001")
        again = importing.bring(connection, rows, now)
        assert (again.added, again.there) == ((), ("yuexi-0040", "yudu-0001"))


def test_who_names_an_id_gets_it_wherever_in_the_table_that_is(office: Office) -> None:
    rows = [
        Row(2, "花桥村", "yudu"),
        Row(3, "岭下村", "yudu"),
        Row(4, "大瑞村", "yudu", "yudu-0002"),
    ]
    with office.hq.database.transaction() as connection:
        brought = importing.bring(connection, rows, office.hq.clock())
    assert {one.name: one.house for one in brought.new} == {
        "大瑞村": "yudu-0002",
        "花桥村": "yudu-0003",
        "岭下村": "yudu-0004",
    }


def test_what_is_there_is_found_however_long_the_table_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_AT_ONCE", 2)
    rows = [Row(line, f"{line}村", "yudu") for line in range(2, 7)]
    with office.hq.database.transaction() as connection:
        assert len(importing.bring(connection, rows, office.hq.clock()).added) == 5
        again = importing.bring(connection, rows, office.hq.clock())
    assert (again.added, len(again.there)) == ((), 5)


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_done(office: Office) -> None:
    rows = importing.read(
        "name,county,id\n好村,yuexi,\n,yuexi,\n村,nowhere,\n村,yuexi,X!\n好村,yuexi,\n".encode()
    )
    with pytest.raises(Refused) as said, office.hq.database.transaction() as connection:
        importing.bring(connection, rows, office.hq.clock())
    assert [line.split(":")[0] for line in str(said.value).splitlines()] == [
        f"Line {number}" for number in (3, 4, 5, 6)
    ]
    with office.hq.database.reading() as connection:
        assert houses.everyone(connection) == []


@pytest.mark.parametrize("ids", [("yudu-0099", None), (None, "yudu-0099")])
def test_a_house_that_stands_with_its_id_and_without_is_not_put_on_the_list_twice(
    small_office: Office, ids: tuple[str | None, ...]
) -> None:
    rows = [Row(line, "花桥村", "yudu", house) for line, house in enumerate(ids, start=2)]
    without = rows[ids.index(None)].line
    with small_office.hq.database.transaction() as connection, pytest.raises(Refused) as said:
        importing.bring(connection, rows, small_office.hq.clock())
    assert str(said.value).startswith(f"Line {without}: It is the same house as in line ")


def test_the_program_has_200_villages_and_keeps_the_names_given_since(office: Office) -> None:
    rows, now = importing.program(), office.hq.clock()
    assert len(rows) == len({row.house for row in rows}) == 200
    assert rows[0].name == "镇雄县01号爱佑之家"
    with office.hq.database.transaction() as connection:
        assert len(importing.bring(connection, rows, now).added) == 200
        again = importing.bring(connection, rows[:3], now, keep_names=True)
        assert (again.added, again.known) == ((), 3)


def test_codes_are_written_for_their_owner_only(config: HqConfig, tmp_path: Path) -> None:
    codes, where = tmp_path / "codes.csv", ["--data", str(config.data)]
    run = CliRunner().invoke(hq, ["house", "import", "--program", "--dry-run", *where])
    assert "200 houses would be added" in run.output
    run = CliRunner().invoke(hq, ["house", "import", "--program", "--codes", str(codes), *where])
    assert "200 houses were added, 0 were on the list already." in run.output
    assert f"200 one-time codes, valid 14 days, are in {codes}.\n" in run.output
    assert stat.S_IMODE(codes.stat().st_mode) == 0o600
    assert len(codes.read_text().splitlines()) == 201


def test_where_no_codes_can_be_written_nothing_is_done_and_codes_of_before_stay(
    office: Office, tmp_path: Path
) -> None:
    house, nowhere = office.new_house(), tmp_path / "nowhere" / "codes.csv"
    asked = ["house", "import", "--program", "--codes", str(nowhere)]
    run = CliRunner().invoke(hq, [*asked, "--data", str(office.config.data)])
    assert isinstance(run.exception, Refused)
    assert str(run.exception) == f"Cannot write {nowhere}: No such file or directory."
    with office.hq.database.reading() as connection:
        assert [one.house for one in houses.everyone(connection)] == [house.house]
    assert office.post(enrol_codec.PATH, house.request()).status_code == 200


def test_a_file_for_codes_goes_again_where_the_table_is_refused(
    config: HqConfig, tmp_path: Path
) -> None:
    table, codes = tmp_path / "houses.csv", tmp_path / "codes.csv"
    table.write_text("name,county\n花桥村,nowhere\n", "utf-8")
    asked = ["house", "import", str(table), "--codes", str(codes), "--data", str(config.data)]
    assert isinstance(CliRunner().invoke(hq, asked).exception, Refused)
    assert not codes.exists()


def test_a_spreadsheet_reads_the_names_beside_the_codes_and_runs_none(
    config: HqConfig, tmp_path: Path
) -> None:
    table, codes = tmp_path / "houses.csv", tmp_path / "codes.csv"
    table.write_text("name,county\n花桥村,yudu\n=HYPERLINK(0),yudu\n", "utf-8")
    asked = ["house", "import", str(table), "--codes", str(codes), "--data", str(config.data)]
    assert CliRunner().invoke(hq, asked).exit_code == 0
    # Without the mark Excel in China reads UTF-8 as GB 18030.
    assert codes.read_bytes().startswith(codecs.BOM_UTF8)
    lines = list(csv.DictReader(codes.read_text("utf-8-sig").splitlines()))
    assert [one["name"] for one in lines] == ["花桥村", "'=HYPERLINK(0)"]
    assert {len(one["code"]) for one in lines} == {14}


def test_one_house_is_told_as_one_and_many_as_many(config: HqConfig, tmp_path: Path) -> None:
    table, codes = tmp_path / "houses.csv", tmp_path / "codes.csv"
    asked = ["house", "import", str(table), "--data", str(config.data)]
    table.write_text("name,county\n花桥村,yudu\n", "utf-8")
    run = CliRunner().invoke(hq, [*asked, "--dry-run"])
    assert run.output == "1 house would be added, 0 were on the list already.\n"
    run = CliRunner().invoke(hq, [*asked, "--codes", str(codes)])
    assert run.output == (
        "1 house was added, 0 were on the list already.\n"
        f"1 one-time code, valid 14 days, is in {codes}.\n"
    )
    run = CliRunner().invoke(hq, asked)
    assert run.output == "0 houses were added, 1 was on the list already.\n"
