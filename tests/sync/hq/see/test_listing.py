from datetime import timedelta

import pytest

from sync.hq.register import houses
from sync.hq.see import board, listing
from sync.hq.see.board import State
from sync.hq.see.listing import Asked, Moment
from sync.hq.told import place, rollups
from tests.sync.hq.cast import NOW, Clock, Office


def listed(office: Office, code: str = "", **more: object) -> list[str]:
    moment = Moment(office.hq.clock(), 3)
    with office.hq.database.reading() as connection:
        asked = Asked(place.find(connection, code), **more)
        counted = listing.count(connection, asked, moment)
        return [one.house for one in listing.page(connection, asked, moment, counted)]


def furnish(office: Office, clock: Clock) -> None:
    """Add houses that have been silent for nine and for four days, a new one and two well ones."""
    clock.now = NOW - timedelta(days=9)
    office.enrolled_house("zhijin", "花桥村爱佑之家")
    clock.now = NOW - timedelta(days=4)
    office.enrolled_house("yudu", "北中村爱佑之家")
    clock.now = NOW
    office.new_house("yuexi", "新民村爱佑之家")
    office.enrolled_house("yuexi", "大瑞村爱佑之家")
    office.enrolled_house("litang", "50%村爱佑之家")


ALL = ["zhijin-0001", "yudu-0001", "yuexi-0001", "litang-0001", "yuexi-0002"]


def test_the_longest_silent_come_first_then_who_is_waiting(office: Office, clock: Clock) -> None:
    furnish(office, clock)
    assert listed(office) == ALL


def test_the_list_is_asked_by_place_state_and_name(office: Office, clock: Clock) -> None:
    furnish(office, clock)
    assert listed(office, "sichuan") == ["yuexi-0001", "litang-0001", "yuexi-0002"]
    assert listed(office, "yuexi", state=State.WELL) == ["yuexi-0002"]
    assert listed(office, name="瑞") == ["yuexi-0002"]
    assert listed(office, name="50%") == ["litang-0001"]
    assert listed(office, name="_") == []
    assert listed(office, name="YUDU-0001") == ["yudu-0001"]
    assert listed(office, "yudu", name="瑞") == []


def test_pages_follow_each_other_without_a_gap(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(office, clock)
    monkeypatch.setattr(listing, "PAGE", 2)
    found = [listed(office, page=number) for number in range(1, 5)]
    assert found == [ALL[0:2], ALL[2:4], ALL[4:], []]


def test_the_database_and_one_houses_page_agree_who_is_silent(office: Office, clock: Clock) -> None:
    furnish(office, clock)
    weekly = office.enrolled_house("yushu", "结古村爱佑之家")
    for week in range(1, 4):
        clock.forward(days=7)
        office.send(weekly.day(week))
    for hours in (1, 73, 8 * 24, 9 * 24):
        now = clock.now + timedelta(hours=hours)
        with office.hq.database.reading() as connection:
            by_state = listing.states(connection, place.PROGRAM, Moment(now, 3))
            every = houses.everyone(connection)
        for county in {one.county for one in every}:
            states = [board.state(one, now, 3) for one in every if one.county == county]
            assert sorted(by_state[county].elements()) == sorted(states), (hours, county)


def test_machines_in_need_are_listed_with_what_they_need(office: Office) -> None:
    one, other = office.enrolled_house("yuexi"), office.enrolled_house("yudu")
    office.send(one.day(1, health={"disk_free_mb": 100}))
    office.send(other.day(1, health={"disk_free_mb": 5000}))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        for code, count in (("", 1), ("sichuan", 1), ("yudu", 0)):
            assert len(listing.in_need(connection, place.find(connection, code))) == count
        ((house, health),) = listing.in_need(connection, place.PROGRAM)
    assert (house.house, health) == (one.house, '{"disk_free_mb": 100}')
