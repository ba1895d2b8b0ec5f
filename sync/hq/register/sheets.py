"""Sheets that bring houses their one-time codes: to be printed for the villages."""

from dataclasses import dataclass
from datetime import datetime

import segno
from markupsafe import Markup
from sqlalchemy import ColumnElement, Connection, case, func, select

from sync import invitation
from sync.hq.register import codes, counties
from sync.hq.register import houses as register
from sync.hq.register.houses import House
from sync.hq.store.schema import houses

# What a printer and a browser take at once.
MOST = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a house, its code, and where headquarters is; without an address there is no picture."""

    house: House
    code: str
    address: str | None

    @property
    def days(self) -> int:
        """Tell for how many days a code holds."""
        return codes.VALID_DAYS

    @property
    def picture(self) -> Markup | None:
        """Draw address and code as one QR code, an SVG; None where no address is known."""
        if self.address is None:
            return None
        code = segno.make(invitation.link(self.address, self.code), error="m", micro=False)
        return Markup(code.svg_inline(border=2, omitsize=True))  # noqa: S704


@dataclass(frozen=True, slots=True)
class Waiting:
    """Count the houses of a county that are not connected yet, and those of them without a code."""

    county: str
    houses: int
    without_code: int


def waiting(connection: Connection, now: datetime) -> list[Waiting]:
    """Count by county who waits for being connected."""
    without = func.sum(case((_has_no_code(now), 1), else_=0))
    query = select(houses.c.county, func.count(), without).where(_waits())
    rows = connection.execute(query.group_by(houses.c.county))
    found = {county: Waiting(county, count, int(none)) for county, count, none in rows}
    return [found[county] for county in counties.counties() if county in found]


def give(
    connection: Connection, county: str, now: datetime, *, anew: bool = False
) -> list[tuple[House, str]]:
    """Give codes to a county's houses that wait and have none, as many as are printed at once.

    anew: to those too whose code still holds; it stops working.
    """
    meant = _waits() & (houses.c.county == county)
    meant = meant if anew else meant & _has_no_code(now)
    query = select(houses.c.house).where(meant).order_by(houses.c.house).limit(MOST)
    found = connection.execute(query.with_for_update()).scalars().all()
    given = [(house, register.give_code(connection, house, now)) for house in found]
    return [(register.find(connection, house), code) for house, code in given]


def _waits() -> ColumnElement[bool]:
    return houses.c.verify_key.is_(None) & houses.c.retired_on.is_(None)


def _has_no_code(now: datetime) -> ColumnElement[bool]:
    return houses.c.code_hash.is_(None) | (houses.c.code_expires_at <= int(now.timestamp()))
