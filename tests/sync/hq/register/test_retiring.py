import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from sync.hq import setup
from sync.hq.cli import hq
from sync.hq.config import HqConfig
from sync.hq.errors import Refused
from sync.hq.people import audit
from sync.hq.register import houses, retiring
from sync.hq.store import schema
from sync.hq.store.database import open_database
from tests.sync.hq.cast import NOW, TODAY, Clock, Office, Visit

Begin = Callable[..., Visit]


def test_a_retired_house_is_not_silent_and_what_it_sends_is_taken_in(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    house, lin = small_office.enrolled_house(), visit()
    small_office.send(house.day(1))
    lin.get(f"/houses/{house.house}/change")
    lin.post(f"/houses/{house.house}/retire", day="2026-11-24", why="并入新民村")
    assert "Retired on 2026-11-24: 并入新民村" in lin.page
    clock.forward(days=30)
    lin = visit()
    assert "badge silent" not in lin.get("/")
    assert small_office.send(house.day(2, TODAY - timedelta(days=1), 33)).accepted == 2
    assert "33" in lin.get(f"/houses/{house.house}?period=2026-11")
    lin.get(f"/houses/{house.house}/change")
    lin.post(f"/houses/{house.house}/bring-back")
    assert "Retired on" not in lin.page


def spans(connection: sa.Connection) -> list[tuple[date, date]]:
    """Read for which days it is remembered that nobody waited."""
    over = schema.retirements.c
    query = sa.select(over.last_day, over.back_on).order_by(over.number)
    return [tuple(row) for row in connection.execute(query)]


A_YEAR_AGO = TODAY - timedelta(days=365)


def test_a_retirement_that_is_taken_back_on_its_day_leaves_no_days_between(office: Office) -> None:
    house = office.new_house().house
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, house, A_YEAR_AGO, "wrong house", TODAY)
        retiring.bring_back(connection, house, TODAY)
        assert spans(connection) == []
        assert houses.find(connection, house).retirement_noted_on is None
        tomorrow = TODAY + timedelta(days=1)
        retiring.retire(connection, house, A_YEAR_AGO, "flood", TODAY)
        retiring.bring_back(connection, house, tomorrow)
        assert spans(connection) == [(A_YEAR_AGO, tomorrow)]


def test_who_says_once_more_that_a_house_is_retired_does_not_make_it_new(office: Office) -> None:
    first, old = office.new_house().house, office.new_house().house
    long_ago = {"retired_on": A_YEAR_AGO, "retired_because": "flood"}
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, first, A_YEAR_AGO, "flood", TODAY - timedelta(days=9))
        # Retired by a version that did not note the day.
        of_old = sa.update(schema.houses).where(schema.houses.c.house == old)
        connection.execute(of_old.values(**long_ago))
        for house in (first, old):
            retiring.retire(connection, house, A_YEAR_AGO, "the great flood", TODAY)
            retiring.bring_back(connection, house, TODAY)
        assert spans(connection) == [(A_YEAR_AGO, TODAY)] * 2


def test_a_code_given_before_retiring_opens_nothing(office: Office) -> None:
    house = office.new_house()
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, house.house, TODAY, "moved", TODAY)
        with pytest.raises(Refused):
            houses.give_code(connection, house.house, office.hq.clock())
        retiring.bring_back(connection, house.house, TODAY)
        found = houses.find(connection, house.house)
    assert not found.has_open_code(office.hq.clock())
    assert office.post("/v1/enrol", house.request()).status_code == 403


@pytest.mark.parametrize(("day", "why"), [(1, "moved"), (0, " "), (0, "x" * 201)])
def test_a_reason_and_a_past_day_are_asked_for(office: Office, day: int, why: str) -> None:
    house = office.new_house()
    last = TODAY + timedelta(days=day)
    with pytest.raises(Refused), office.hq.database.transaction() as connection:
        retiring.retire(connection, house.house, last, why, TODAY)


def test_only_a_house_that_told_nothing_is_put_into_another_county(office: Office) -> None:
    new, old = office.new_house(), office.enrolled_house()
    office.send(old.day(1))
    with office.hq.database.transaction() as connection:
        moved = retiring.change(connection, new.house, " 大瑞村  爱佑之家 ", "yudu")
        assert (moved.name, moved.county, moved.province) == ("大瑞村 爱佑之家", "yudu", "jiangxi")
        assert retiring.change(connection, old.house, "新名字", old.house[:5]).name == "新名字"
        with pytest.raises(Refused):
            retiring.change(connection, old.house, "新名字", "yudu")


def test_what_was_typed_stays_where_it_is_refused(visit: Begin, small_office: Office) -> None:
    house, lin = small_office.enrolled_house(), visit()
    small_office.send(house.day(1))
    path = f"/houses/{house.house}"
    lin.get(f"{path}/change")
    page = lin.post(f"{path}/change", 400, name="江边村爱佑之家", county="yudu")
    assert 'value="江边村爱佑之家"' in page
    assert 'value="yudu" selected' in page
    page = lin.post(f"{path}/retire", 400, day="2026-11-25", why="并入新民村")
    assert 'value="并入新民村"' in page
    assert 'value="2026-11-25"' in page
    assert 'value="新民村爱佑之家"' in page


def test_two_who_change_a_house_at_once_undo_nothing_of_each_other(
    visit: Begin, small_office: Office
) -> None:
    house, lin, other = small_office.new_house(), visit(), visit()
    path = f"/houses/{house.house}/change"
    typed = {"name": "新民村爱佑之家", "county": "yuexi"}
    seen = typed | hidden(lin.get(path))
    other.get(path)
    other.post(path, 200, **typed | hidden(other.page) | {"name": "江边村爱佑之家"})
    lin.post(path, 400, **seen | {"county": "nowhere"})
    lin.post(path, 200, **seen | hidden(lin.page) | {"county": "yudu"})
    with small_office.hq.database.reading() as connection:
        found = houses.find(connection, house.house)
    assert (found.name, found.county) == ("江边村爱佑之家", "yudu")


def hidden(page: str) -> dict[str, str]:
    """Read what the form carries of the house as it was shown."""
    return dict(re.findall(r'name="(was_\w+)" value="([^"]*)"', page))


def test_who_comes_second_retires_a_house_no_other_way(visit: Begin, small_office: Office) -> None:
    house, lin, other = small_office.new_house(), visit(), visit()
    path = f"/houses/{house.house}"
    other.get(f"{path}/change")
    lin.get(f"{path}/change")
    lin.post(f"{path}/retire", day="2026-11-20", why="并入新民村")
    page = other.post(f"{path}/retire", 400, day="2026-11-24", why="房子没了")
    assert "This house is retired: bring it back first." in page
    assert "Retired on 2026-11-20: 并入新民村" in page


def test_a_house_is_given_another_name_by_a_command(config: HqConfig) -> None:
    where = ["--data", str(config.data)]
    CliRunner().invoke(hq, ["house", "add", "新民村爱佑之家", "--county", "yuexi", *where])
    change = ["house", "change", "yuexi-0001", *where]
    run = CliRunner().invoke(hq, [*change, "--name", "新民村  爱佑之家"])
    assert (run.exit_code, run.output) == (0, "yuexi-0001 is now: 新民村 爱佑之家, yuexi.\n")
    run = CliRunner().invoke(hq, [*change, "--county", "yudu"])
    assert run.output == "yuexi-0001 is now: 新民村 爱佑之家, yudu.\n"
    assert CliRunner().invoke(hq, change).exit_code == 2
    with pytest.raises(Refused):
        setup.change_house(config, "yuexi-0001", NOW, county="nowhere")
    database = open_database(config)
    with database.reading() as connection:
        noted = [(one.who, one.action) for _, one in audit.latest(connection, 2)]
    database.close()
    assert noted == [(audit.THE_COMMAND, audit.Action.CHANGED_HOUSE)] * 2
