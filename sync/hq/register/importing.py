"""Houses in a table: read a file, say all that is wrong with it at once, or put them on the list.

What is on the list already is passed over, so that the same file may be brought twice.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from sync.hq.errors import Refused
from sync.hq.register import counties, houses
from sync.hq.register.houses import House
from sync.hq.store.schema import houses as houses_table

_COLUMNS = {
    "name": ("name", "house", "名称", "爱佑之家"),
    "county": ("county", "县"),
    "house": ("id", "编号"),
}


# A database takes so many values in one question, and far more.
_AT_ONCE = 500

# How files of spreadsheet programs begin, those of now and those of before 2007.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Row:
    """One house of a table; line: where it stands in the file."""

    line: int
    name: str
    county: str
    house: str | None = None


class WrongLines(Refused):
    """Some lines of a table cannot be taken; problems: what is wrong with each, by its number."""

    def __init__(self, problems: Mapping[int, Refused]) -> None:
        super().__init__("\n".join(f"Line {line}: {problems[line]}" for line in sorted(problems)))
        self.problems = {line: problems[line] for line in sorted(problems)}


@dataclass(frozen=True, slots=True)
class Imported:
    """The houses that are new, and the ids of those that were there already."""

    new: tuple[House, ...]
    there: tuple[str, ...]

    @property
    def added(self) -> tuple[str, ...]:
        """Name those that are new."""
        return tuple(one.house for one in self.new)

    @property
    def known(self) -> int:
        """Count those that were there."""
        return len(self.there)

    @property
    def houses(self) -> tuple[str, ...]:
        """Name all of them."""
        return (*self.added, *self.there)

    def by_county(self) -> Counter[str]:
        """Count those that are new by the codes of their counties."""
        return Counter(one.county for one in self.new)


def read(data: bytes) -> list[Row]:
    """Read a table with a header, from a spreadsheet in UTF-8 or GB 18030; or raise Refused."""
    table = _text(data)
    try:
        lines = list(csv.reader(io.StringIO(table, newline=""), delimiter=_mark(table)))
    except csv.Error as problem:
        raise Refused("The file is not a table: save it as CSV.") from problem
    above = next((at for at, line in enumerate(lines) if _has_something(line)), len(lines))
    header = [cell.strip().casefold() for line in lines[above : above + 1] for cell in line]
    at = {
        column: next((header.index(name) for name in names if name in header), None)
        for column, names in _COLUMNS.items()
    }
    if at["name"] is None or at["county"] is None:
        raise Refused("The first line names the columns: name, county, and perhaps id.")
    return [
        Row(number, _cell(line, at["name"]), _county(_cell(line, at["county"])), house or None)
        for number, line in enumerate(lines[above + 1 :], start=above + 2)
        if _has_something(line)
        for house in [_cell(line, at["house"])]
    ]


def written(rows: Sequence[Row]) -> str:
    """Write rows as a table without what else stood beside them, each in the line it stood in."""
    cells = {row.line: (row.name, row.county, row.house or "") for row in rows}
    table = io.StringIO(newline="")
    lines = [cells.get(line, ()) for line in range(2, max(cells, default=1) + 1)]
    csv.writer(table, lineterminator="\n").writerows([("name", "county", "id"), *lines])
    return table.getvalue()


def _mark(table: str) -> str:
    """Tell by what the cells are parted: spreadsheets of some countries have semicolons."""
    header = table.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=header.count)


def _has_something(line: Sequence[str]) -> bool:
    return any(cell.strip() for cell in line)


def program() -> list[Row]:
    """List the villages of the program's own counties, with names to be replaced."""
    places = [(place, n) for place in counties.counties().values() for n in range(place.villages)]
    return [
        Row(
            line,
            f"{place.short_name('zh')}{number + 1:02d}号爱佑之家",
            place.code,
            f"{place.code}-{number + 1:04d}",
        )
        for line, (place, number) in enumerate(places, start=1)
    ]


def bring(
    connection: Connection, rows: Sequence[Row], now: datetime, *, keep_names: bool = False
) -> Imported:
    """Put on the list what is not there yet; WrongLines says all that is wrong, nothing is done.

    keep_names: a house that was given another name meanwhile is the same one.
    """
    there = _there(connection, rows)
    new, wrong = _plan(rows, there, keep_names=keep_names)
    added: list[House] = []
    last: dict[str, str] = {}
    # Those with an id first: those without one get the next that is free.
    for row in sorted(new, key=lambda row: (row.house is None, row.line)):
        house = row.house or _after(last.get(row.county))
        try:
            added.append(houses.add(connection, row.name, row.county, now, house))
        except Refused as problem:
            wrong[row.line] = problem
            continue
        if row.house is None:
            last[row.county] = added[-1].house
    if wrong:
        raise WrongLines(wrong)
    by_name = {place: house for house, place in there.items()}
    fresh = {row.line for row in new}
    known = (row.house or by_name[_plain(row)] for row in rows if row.line not in fresh)
    return Imported(tuple(added), tuple(known))


def _after(house: str | None) -> str | None:
    """Name the id after one that was just given: looking all through a county each time is slow."""
    county, dash, number = (house or "").rpartition("-")
    return f"{county}-{int(number) + 1:04d}" if dash else None


# The id of a house, and its name and county.
_There = dict[str, tuple[str, str]]


def _there(connection: Connection, rows: Sequence[Row]) -> _There:
    """Find the houses on the list that a table names, by id or by name and county."""
    columns = houses_table.c
    found: _There = {}
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        by_id = columns.house.in_([row.house for row in some if row.house])
        by_name = columns.name.in_({_plain(row)[0] for row in some})
        query = select(columns.house, columns.name, columns.county).where(by_id | by_name)
        found |= {house: (name, county) for house, name, county in connection.execute(query)}
    return found


def _plan(
    rows: Iterable[Row], there: _There, *, keep_names: bool
) -> tuple[list[Row], dict[int, Refused]]:
    """Part the rows into those that are new, and what is wrong with others, by line."""
    new: list[Row] = []
    wrong: dict[int, Refused] = {}
    met: dict[str, int] = {}
    listed = set(there.values())
    # The same house may stand there once more without its id.
    of_id = {_plain(row): row.line for row in rows if row.house}
    for row in rows:
        key = row.house or " ".join(_plain(row))
        same = met.get(key, None if row.house else of_id.get(_plain(row)))
        if problem := _wrong(row, same, None if keep_names else there):
            wrong[row.line] = problem
        elif row.house not in there and (row.house is not None or _plain(row) not in listed):
            new.append(row)
        met.setdefault(key, row.line)
    return new, wrong


def _wrong(row: Row, met: int | None, there: _There | None) -> Refused | None:
    """Tell what is wrong with a row; met: the line in which the same house stood before."""
    if met is not None:
        return Refused("It is the same house as in line %(line)s.", line=met)
    if not row.county:
        return Refused("Its county is missing.")
    if row.county not in counties.counties():
        return Refused("There is no county “%(county)s” in the program.", county=row.county)
    if there and row.house in there and there[row.house] != _plain(row):
        return Refused("There is a house %(house)s of another name or county.", house=row.house)
    return None


def _plain(row: Row) -> tuple[str, str]:
    """Write name and county as they stand on the list."""
    return " ".join(row.name.split()), row.county


def _text(data: bytes) -> str:
    """Read a file as text, or raise Refused."""
    if data.startswith(_WORKBOOKS):
        raise Refused("This is a workbook: in the spreadsheet program, save it as CSV.")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            decoded = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in decoded:
            return decoded
    raise Refused("The file is not a text: save it as CSV.")


def _cell(line: Sequence[str], at: int | None) -> str:
    return line[at].strip() if at is not None and at < len(line) else ""


def _county(typed: str) -> str:
    """Tell the code of a county that was written by its code or one of its names."""
    for code, place in counties.counties().items():
        names = {place.name(one) for one in ("zh", "en")} | {
            place.short_name(one) for one in ("zh", "en")
        }
        if typed.casefold() in {code, *(name.casefold() for name in names)}:
            return code
    return typed
