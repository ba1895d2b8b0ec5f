"""Whom a child or a counselor can call, offline and at once.

Those of the program are national; what the counselor sets for her county lies over them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

MOST_OWN = 4

# So many stand on the screen of a child, each as large as it has to be.
MOST_SHOWN = 6

# What is wider would push the words off that screen.
LONGEST = 13

_NUMBER = re.compile(r"\+?[0-9]([ -]?[0-9]){2,}")


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number, what it is for, its picture; `shown` tells whether children see it.

    key: names a line of the program, whose purpose is an English text to be translated. The
    house's own lines have none: their purpose is what the counselor wrote.
    """

    number: str
    purpose: str
    picture: str = "1F4F1"
    key: str = ""
    shown: bool = True


# Those who listen come first: most who ask are sad, not in danger.
NATIONAL = (
    Hotline("12356", "Someone to talk to", "1F49B", "listener"),
    Hotline("12355", "Youth line", "1F9D2", "youth"),
    Hotline("110", "Police", "1F46E", "police"),
    Hotline("120", "Ambulance", "1F691", "ambulance"),
    Hotline("119", "Fire", "1F692", "fire"),
    Hotline("12345", "Government line", "1F3E0", "government"),
)

# Nobody has these two numbers before the counselor writes them down.
HOTLINES = (
    *NATIONAL,
    Hotline("", "Supervisor", "1F9D1-200D-1F4BC", "supervisor", shown=False),
    Hotline("", "The counselor", "1F9D1-200D-1F3EB", "counselor", shown=False),
)


def tidy(text: str) -> str:
    """Write a number as a telephone knows it, whatever a Chinese keyboard made of its digits."""
    return " ".join(normalize("NFKC", text).split())


def is_number(text: str) -> bool:
    """Tell whether a text can be called."""
    return len(text) <= LONGEST and _NUMBER.fullmatch(text) is not None


def with_number(lines: Iterable[Hotline]) -> tuple[Hotline, ...]:
    """Choose those that can be called."""
    return tuple(line for line in lines if line.number)


def for_children(lines: Iterable[Hotline]) -> tuple[Hotline, ...]:
    """Choose what children see."""
    return tuple(line for line in with_number(lines) if line.shown)


def fault_of(lines: Iterable[Hotline]) -> str | None:
    """Tell in an English sentence why children cannot be shown these lines; None where they can."""
    shown = len(for_children(lines))
    if not shown:
        return "Please let children see at least one number."
    if shown > MOST_SHOWN:
        return "The children's screen has room for six numbers: please tick fewer."
    return None


def laid_over(lines: Sequence[Hotline], said: Sequence[Hotline]) -> tuple[Hotline, ...] | None:
    """Lay lines that headquarters sets over those of the house; None where they do not fit.

    One without a number goes, if it is the county's own. Where children would see more than their
    screen has room for, lines that can be spared step back from it.
    """
    new = {_whose(line): line for line in said}
    known = {_whose(line) for line in lines}
    found = [new.get(_whose(line), line) for line in lines]
    found += [line for whose, line in new.items() if whose not in known]
    found = [line for line in found if line.number or line.key]
    for spared in _spared(new.values()):
        if len(for_children(found)) > MOST_SHOWN:
            found = [replace(one, shown=one.shown and _whose(one) != spared) for one in found]
    too_many = sum(not line.key for line in found) > MOST_OWN
    return None if too_many or fault_of(found) else tuple(found)


def _whose(line: Hotline) -> tuple[str, str]:
    return line.key, "" if line.key else line.purpose


def _spared(said: Iterable[Hotline]) -> Iterator[tuple[str, str]]:
    """Tell which lines step back from the children's screen, one after the other."""
    said = list(said)
    wanted = {line.key for line in said if line.shown}
    yield from ((key, "") for key in ("government", "youth") if key not in wanted)
    yield from (_whose(line) for line in reversed(said) if not line.key)


def write(lines: Iterable[Hotline]) -> list[dict[str, Any]]:
    """Write down as plain values what is set otherwise than at first, and the house's own lines."""
    return [_row(line) for line in lines if line not in HOTLINES]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Hotline, ...]:
    """List every line as it is set; what nobody can call, or show to children, counts for nothing.

    Raises KeyError or TypeError for what no version of this program wrote.
    """
    known = {line.key: line for line in HOTLINES}
    own = []
    for row in rows:
        line = replace(known.get(row.get("key", ""), Hotline("", "")), **_changes(row))
        if line.key:
            known[line.key] = replace(line, purpose=known[line.key].purpose)
        elif line.number and line.purpose:
            own.append(line)
    found = (*known.values(), *own[:MOST_OWN])
    return HOTLINES if fault_of(found) else found


def _row(line: Hotline) -> dict[str, Any]:
    named = {"key": line.key} if line.key else {"purpose": line.purpose}
    first = {one.key: one.number for one in HOTLINES}.get(line.key)
    # A number left as it is follows the program, should the country change it.
    number = {} if line.number == first else {"number": line.number}
    return {**named, **number, "shown": line.shown}


def _changes(row: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {"shown": bool(row["shown"])}
    if "purpose" in row:
        changes["purpose"] = str(row["purpose"])
    if is_number(row.get("number", "")):
        changes["number"] = row["number"]
    return changes
