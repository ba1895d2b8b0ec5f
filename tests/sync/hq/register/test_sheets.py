from datetime import timedelta

import pytest

from sync.hq.register import codes, houses, retiring, sheets
from sync.hq.register.sheets import Waiting
from tests.sync.hq.cast import TODAY, Clock, Office


def test_who_is_connected_or_retired_waits_for_no_code(office: Office, clock: Clock) -> None:
    office.enrolled_house("yudu")
    office.new_house("yudu")
    gone = office.new_house("litang").house
    with office.hq.database.transaction() as connection:
        houses.add(connection, "大瑞村爱佑之家", "yudu", clock())
        retiring.retire(connection, gone, TODAY, "合并", TODAY)
        assert sheets.waiting(connection, clock()) == [Waiting("yudu", 2, 1)]
        given = sheets.give(connection, "yudu", clock())
        assert [house.house for house, _code in given] == ["yudu-0003"]
        assert sheets.waiting(connection, clock()) == [Waiting("yudu", 2, 0)]


def test_a_code_that_ran_out_is_none(office: Office, clock: Clock) -> None:
    office.new_house("yudu")
    clock.forward(days=codes.VALID_DAYS)
    with office.hq.database.transaction() as connection:
        assert sheets.waiting(connection, clock()) == [Waiting("yudu", 1, 1)]
        house, _code = sheets.give(connection, "yudu", clock())[0]
        assert house.has_open_code(clock() + timedelta(days=codes.VALID_DAYS, seconds=-1))


def test_all_are_given_anew_where_their_sheets_are_lost(office: Office, clock: Clock) -> None:
    house = office.new_house("yudu")
    with office.hq.database.transaction() as connection:
        assert sheets.give(connection, "yudu", clock()) == []
        (again,) = sheets.give(connection, "yudu", clock(), anew=True)
    assert again[1] != house.code


def test_no_more_are_given_than_are_printed_at_once_and_the_first_come_first(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST", 2)
    with office.hq.database.transaction() as connection:
        for _ in range(3):
            houses.add(connection, "村", "yudu", clock())
        given = [sheets.give(connection, "yudu", clock()) for _ in range(2)]
    assert [[house.house for house, _code in some] for some in given] == [
        ["yudu-0001", "yudu-0002"],
        ["yudu-0003"],
    ]
