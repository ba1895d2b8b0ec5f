"""The provinces and counties of the program."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sync.hq.errors import Refused

_ASIDE = re.compile(r"（.*）| \(.*\)")
_WITHIN = re.compile(r"^.*[市州]|,.*$")


@dataclass(frozen=True, slots=True)
class County:
    """Name one county of the program, and its province; east, north: degrees of its seat."""

    code: str
    zh: str
    en: str
    villages: int
    east: float
    north: float
    province: str
    province_zh: str
    province_en: str

    def name(self, language: str) -> str:
        """Name the county in a language."""
        return self.zh if language.startswith("zh") else self.en

    def short_name(self, language: str) -> str:
        """Name the county without the prefecture in which it lies."""
        name = _ASIDE.sub("", self.name(language))
        return (
            name if language.startswith("zh") and not name.endswith("县") else _WITHIN.sub("", name)
        )

    def province_name(self, language: str) -> str:
        """Name the county's province in a language."""
        return self.province_zh if language.startswith("zh") else self.province_en


@cache
def counties() -> dict[str, County]:
    """Read the counties, by code, in the order of the program's own list."""
    listed = tomllib.loads(Path(__file__).with_name("counties.toml").read_text("utf-8"))
    return {
        row["code"]: County(
            **row,
            province=province["code"],
            province_zh=province["zh"],
            province_en=province["en"],
        )
        for province in listed["provinces"]
        for row in province["counties"]
    }


def county(code: str) -> County:
    """Find one county, or raise Refused with the codes there are."""
    known = counties()
    if code not in known:
        raise Refused(
            "There is no county %(county)s; use %(known)s.", county=code, known=", ".join(known)
        )
    return known[code]
