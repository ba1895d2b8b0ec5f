"""A place of which figures are told: the whole program, a province, a county or a house.

It is written by its code: "" is the program, "sichuan", "yuexi", "yuexi-0007".
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from sync.hq.register import houses
from sync.hq.register.counties import counties
from sync.hq.register.houses import House


class Kind(StrEnum):
    """Say how large a place is."""

    PROGRAM = "program"
    PROVINCE = "province"
    COUNTY = "county"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a place.

    province, county: those in which it lies, "" where it is larger. title: a house's own name.
    """

    kind: Kind
    code: str
    province: str = ""
    county: str = ""
    title: str = ""

    def name(self, language: str) -> str:
        """Name the place in a language."""
        match self.kind:
            case Kind.PROGRAM:
                return "全项目" if language.startswith("zh") else "The whole program"
            case Kind.PROVINCE:
                within = (one for one in counties().values() if one.province == self.code)
                return next(within).province_name(language)
            case Kind.COUNTY:
                return counties()[self.code].name(language)
        return self.title

    def is_open_to(self, county: str | None) -> bool:
        """Tell whether somebody may see it who sees only one county; None: who sees all."""
        return county is None or county == self.county

    def around(self) -> list["Place"]:
        """List the places in which it lies, the largest first."""
        around = [PROGRAM] if self.kind is not Kind.PROGRAM else []
        around += [a_province(self.province)] if self.county else []
        return around + ([a_county(self.county)] if self.kind is Kind.HOUSE else [])

    def inside(self) -> list["Place"]:
        """List the provinces of the program, or the counties of a province."""
        if self.kind is Kind.PROGRAM:
            return [a_province(code) for code in provinces()]
        known = counties().values()
        within = [one.code for one in known if one.province == self.code]
        return [a_county(code) for code in within]


PROGRAM = Place(Kind.PROGRAM, "")


def a_province(code: str) -> Place:
    """Make the place of a province."""
    return Place(Kind.PROVINCE, code, province=code)


def a_county(code: str) -> Place:
    """Make the place of a county."""
    return Place(Kind.COUNTY, code, province=counties()[code].province, county=code)


def a_house(house: House) -> Place:
    """Make the place of a house."""
    return Place(Kind.HOUSE, house.house, house.province, house.county, house.name)


def provinces() -> list[str]:
    """List the codes of the provinces, in the order of the program's own list."""
    return list(dict.fromkeys(one.province for one in counties().values()))


def find(connection: Connection, code: str) -> Place:
    """Find a place by its code, or raise UnknownHouse."""
    if not code:
        return PROGRAM
    if code in counties():
        return a_county(code)
    return a_province(code) if code in provinces() else a_house(houses.find(connection, code))
