"""Read which standards an administrator wants to count, and from which month on; pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from unicodedata import normalize

from sync.hq.errors import Refused
from sync.hq.standards.catalog import STANDARDS

# A version may be set so many months ahead.
AHEAD = 12


def months(today: date) -> list[date]:
    """List the months with which a version may begin, this one first."""
    begun = today.year * 12 + today.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(begun, begun + AHEAD)]


def read_month(typed: str, today: date) -> date:
    """Read the chosen month. Raises Refused."""
    known = {f"{month:%Y-%m}": month for month in months(today)}
    if typed not in known:
        raise Refused("Please choose this month or one of the next 12.")
    return known[typed]


def read_targets(ticked: Sequence[str], typed: Mapping[str, str]) -> dict[str, int]:
    """Read the targets of the standards that are ticked, in the catalog's order. Raises Refused.

    typed: what stands in the fields, `target-` before the key of a standard.
    """
    if not set(ticked) <= STANDARDS.keys():
        raise Refused("There is no such standard.")
    return {key: _target(typed.get(f"target-{key}", "")) for key in STANDARDS if key in ticked}


def _target(text: str) -> int:
    # A Chinese keyboard may make wide digits and a wide percent sign of them.
    plain = normalize("NFKC", text).strip().removesuffix("%").strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 3):
        raise Refused("A target is a whole number from 1 to 100.")
    return int(plain)
