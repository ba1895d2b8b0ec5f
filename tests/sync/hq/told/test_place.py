import pytest

from sync.hq.errors import UnknownHouse
from sync.hq.register.counties import counties
from sync.hq.told import place
from sync.hq.told.place import PROGRAM, Kind, Place
from tests.sync.hq.cast import Office


def found(office: Office, code: str) -> Place:
    with office.hq.database.reading() as connection:
        return place.find(connection, code)


def test_each_place_is_found_by_its_code(small_office: Office) -> None:
    house = small_office.new_house("yuexi", "新民村爱佑之家")
    codes = ("", "sichuan", "yuexi", house.house)
    places = [found(small_office, code) for code in codes]
    assert [one.kind for one in places] == list(Kind)
    assert [one.code for one in places] == list(codes)
    names = ["The whole program", "Sichuan", "Yuexi, Liangshan", "新民村爱佑之家"]
    assert [one.name("en") for one in places] == names
    assert places[1].name("zh_Hans") == "四川省"
    assert places[3].around() == places[:3]
    with pytest.raises(UnknownHouse):
        found(small_office, "nowhere")


def test_who_sees_one_county_sees_it_and_its_houses_only(small_office: Office) -> None:
    mine, other = small_office.new_house("yuexi"), small_office.new_house("yudu")
    codes = ("", "sichuan", "yuexi", "yudu", mine.house, other.house)
    open_to = [found(small_office, code).is_open_to("yuexi") for code in codes]
    assert open_to == [False, False, True, False, True, False]
    assert all(found(small_office, code).is_open_to(None) for code in codes)


def test_places_lie_in_each_other_and_no_two_have_one_code() -> None:
    provinces = PROGRAM.inside()
    inside = [county for province in provinces for county in province.inside()]
    assert [one.code for one in inside] == list(counties())
    codes = [one.code for one in [*provinces, *inside]]
    assert len(codes) == len(set(codes))
