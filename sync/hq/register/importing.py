"""Houses in a table: read a file, say all that is wrong with it at once, or put them on the list.

What is on the list already is passed over, so that the same file may be brought twice.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from sync.hq.errors import Refused
from sync.hq.register import counties, houses

_COLUMNS = {
    "name": ("name", "house", "名称", "爱佑之家"),
    "county": ("county", "县"),
    "house": ("id", "编号"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One house of a table; line: where it stands in the file."""

    line: int
    name: str
    county: str
    house: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The ids of the houses that are new, and of those that were there already."""

    added: tuple[str, ...]
    there: tuple[str, ...]

    @property
    def known(self) -> int:
        """Count those that were there."""
        return len(self.there)

    @property
    def houses(self) -> tuple[str, ...]:
        """Name all of them."""
        return (*self.added, *self.there)


def read(data: bytes) -> list[Row]:
    """Read a table with a header, from a spreadsheet in UTF-8 or GB 18030; or raise Refused."""
    text = _text(data)
    mark = "\t" if "\t" in text.partition("\n")[0] else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as problem:
        raise Refused("The file is not a table: save it as CSV.") from problem
    header = [cell.strip().casefold() for cell in lines[0]] if lines else []
    at = {
        column: next((header.index(name) for name in names if name in header), None)
        for column, names in _COLUMNS.items()
    }
    if at["name"] is None or at["county"] is None:
        raise Refused("The first line names the columns: name, county, and perhaps id.")
    return [
        Row(number, _cell(line, at["name"]), _county(_cell(line, at["county"])), house or None)
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
        for house in [_cell(line, at["house"])]
    ]


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
    """Put on the list what is not there yet; Refused names all that is wrong, nothing is done then.

    keep_names: a house that was given another name meanwhile is the same one.
    """
    there = {house.house: (house.name, house.county) for house in houses.everyone(connection)}
    new, wrong = _plan(rows, there, keep_names=keep_names)
    added = []
    # Those with an id first: those without one get the next that is free.
    for row in sorted(new, key=lambda row: (row.house is None, row.line)):
        try:
            added.append(houses.add(connection, row.name, row.county, now, row.house).house)
        except Refused as problem:
            wrong[row.line] = str(problem)
    if wrong:
        told = "\n".join(f"Line {line}: {wrong[line]}" for line in sorted(wrong))
        raise Refused(told)
    by_name = {place: house for house, place in there.items()}
    old = [row for row in rows if row not in new]
    known = [row.house or by_name[" ".join(row.name.split()), row.county] for row in old]
    return Imported(tuple(added), tuple(known))


def _plan(
    rows: Iterable[Row], there: dict[str, tuple[str, str]], *, keep_names: bool
) -> tuple[list[Row], dict[int, str]]:
    """Part the rows into those that are new, and what is wrong with others, by line."""
    new: list[Row] = []
    wrong: dict[int, str] = {}
    met: dict[str, int] = {}
    listed = set(there.values())
    for row in rows:
        key = row.house or f"{row.county} {row.name}"
        if key in met:
            wrong[row.line] = f"It is the same house as in line {met[key]}."
        elif row.house in there:
            if not keep_names and there[row.house] != (" ".join(row.name.split()), row.county):
                wrong[row.line] = f"There is a house {row.house} of another name or county."
        elif row.house is not None or (" ".join(row.name.split()), row.county) not in listed:
            new.append(row)
        met.setdefault(key, row.line)
    return new, wrong


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as problem:
        raise Refused("The file is not a text: save it as CSV.") from problem


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
