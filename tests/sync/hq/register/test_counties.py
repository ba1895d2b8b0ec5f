import pytest

from sync.hq.errors import Refused
from sync.hq.register.counties import counties, county


def test_the_program_has_thirteen_counties_and_two_hundred_villages() -> None:
    assert len(counties()) == 13
    assert sum(one.villages for one in counties().values()) == 200
    assert len({one.province for one in counties().values()}) == 6


def test_a_county_has_a_name_in_both_languages() -> None:
    yuexi = county("yuexi")
    assert (yuexi.name("zh_Hans"), yuexi.name("en")) == ("凉山州越西县", "Yuexi, Liangshan")
    assert (yuexi.short_name("zh_Hans"), yuexi.short_name("en")) == ("越西县", "Yuexi")
    assert county("yudu").short_name("zh_Hans") == "于都县"
    yushu = county("yushu")
    assert (yushu.short_name("zh_Hans"), yushu.short_name("en")) == ("玉树州", "Yushu")
    assert yuexi.province_name("zh_Hans") == "四川省"


def test_other_counties_are_refused() -> None:
    with pytest.raises(Refused, match="no county atlantis"):
        county("atlantis")
