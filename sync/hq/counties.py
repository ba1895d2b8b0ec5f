"""The provinces and counties of the program."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sync.hq.errors import Refused


@dataclass(frozen=True, slots=True)
class County:
    """Name one county of the program, and its province."""

    code: str
    zh: str
    en: str
    villages: int
    province: str
    province_zh: str
    province_en: str

    def name(self, language: str) -> str:
        """Name the county in a language."""
        return self.zh if language.startswith("zh") else self.en

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
