import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import Table, delete, insert, select, update

from sync.anew import again
from sync.hq.cli import hq
from sync.hq.store import schema
from sync.hq.told import figures, place, rollups, verifying
from sync.hq.told.period import Period
from sync.hq.told.verifying import Difference
from sync.month_summary import Answers
from tests.sync.hq.cast import MONTH, TODAY, Clock, Office
from tests.turns import by_turns, first_each_time

OCT_5 = date(2026, 10, 5)
OCTOBER = Period.month(MONTH)


@pytest.fixture
def told(office: Office) -> Office:
    """Houses of three counties, which told days and months in all the ways there are."""
    for county in ("yuexi", "litang", "yudu"):
        for number in range(2):
            house = office.enrolled_house(county, f"{number}村爱佑之家")
            first = house.day(1, OCT_5, present=9)
            office.send(
                first,
                house.day(2, OCT_5, present=12, health={"disk_free_mb": 5}),
                house.month(3, services={"cash": 2}, moods=Answers((5, 10, 15))),
                house.day(4, date(1970, 1, 1)),
                house.day(5, TODAY - timedelta(days=number)),
                house.month(6, date(2026, 9, 1), headcounts=(None, *[4] * 29)),
            )
            hidden = house.day(2, date(2026, 10, 6), present=31)
            house.epoch = b"epoch--2"
            office.send(house.month(1, children=40), house.letter(2, again.AGAIN, {"e": hidden}))
    rollups.refresh(office.hq.database)
    return office


def found(office: Office, *, repair: bool = False) -> list[Difference]:
    return list(verifying.verify(office.hq.database, office.hq.ring, repair=repair))


def change(office: Office, statement: object) -> None:
    with office.hq.database.transaction() as connection:
        connection.execute(statement)


def test_what_the_houses_told_is_what_is_kept(told: Office) -> None:
    assert found(told) == []


def test_a_day_is_open_when_a_child_came_however_shortly(office: Office) -> None:
    house = office.enrolled_house()
    alone = house.day(1, OCT_5, present=1, minutes_open=0)
    nobody = house.day(2, OCT_5 + timedelta(days=1), present=0, minutes_open=390)
    office.send(alone, nobody)
    rollups.refresh(office.hq.database)
    assert found(office) == []
    with office.hq.database.reading() as connection:
        kept = connection.execute(select(schema.house_months.c.open_days)).scalars()
        assert list(kept) == [1]


def test_a_month_in_which_nobody_came_is_taken_for_what_was_done_in_it(office: Office) -> None:
    house = office.enrolled_house()
    done = {"home_visits": 3, "services": {"cash": 2}, "standards": {"open": (0, 4)}}
    alone = house.month(1, present=None, minutes_open=0, children=0, newcomers=0, **done)
    assert office.send(alone).accepted == 1
    rollups.refresh(office.hq.database)
    assert found(office) == []
    with office.hq.database.reading() as connection:
        of_house = figures.read(connection, place.find(connection, house.house), OCTOBER)
    assert (of_house.home_visits, of_house.services) == (3, {"cash": 2})
    assert (of_house.months_told, of_house.open_days, of_house.children) == (1, 0, 0)


ALTERED = [
    (schema.days, {"house": "yuexi-0001", "day": OCT_5}, {"present": 99}),
    (schema.days, {"house": "yuexi-0001", "day": date(2026, 10, 6)}, {"minutes_open": 1}),
    (schema.months, {"house": "yudu-0002", "month": MONTH}, {"children": 99}),
    (schema.headcounts, {"house": "yudu-0001", "day": date(2026, 9, 9)}, {"present": 99}),
    (schema.house_months, {"house": "litang-0001", "month": MONTH}, {"open_days": 99}),
    (schema.last_days, {"house": "litang-0002"}, {"present": 99}),
    (schema.place_days, {"place": "yuexi", "day": TODAY}, {"told": 99}),
    (schema.place_days, {"place": "sichuan", "day": OCT_5}, {"child_days": 99}),
    (schema.place_days, {"place": "", "day": OCT_5}, {"newcomers": 99}),
    (schema.place_gaps, {"place": "yudu", "day": OCT_5}, {"houses": 99}),
    (schema.place_gaps, {"place": "", "day": OCT_5}, {"houses": 99}),
    (schema.place_months, {"place": "jiangxi", "month": MONTH}, {"value": 99}),
    (schema.place_months, {"place": "litang", "month": MONTH}, {"value": 99}),
]


@pytest.mark.parametrize(
    ("made", "gone"), by_turns(("sqlite", "postgresql"), (False, True)), indirect=["made"]
)
@pytest.mark.parametrize("of", first_each_time((0, 1)))
def test_each_row_altered_or_taken_away_is_found_and_repaired(
    told: Office, gone: bool, of: int
) -> None:
    # Each time every other row is altered, and those between them are taken away.
    for table, key, values in ALTERED[of ^ gone :: 2]:
        where = [table.c[name] == value for name, value in key.items()]
        change(told, (delete(table) if gone else update(table).values(values)).where(*where))
        differing = found(told, repair=True)
        assert {one.table for one in differing} >= {table.name}, (table.name, key)
        owner = next(iter(key.values()))
        assert any(one.table == table.name and one.key[0] == owner for one in differing)
        assert found(told) == [], (table.name, key)


@pytest.mark.parametrize("table", [schema.days, schema.house_months, schema.place_days])
def test_a_row_that_nobody_told_is_found_and_taken_away(told: Office, table: Table) -> None:
    names = {one.name for one in table.columns}
    of = {"house": "yuexi-0001", "place": "yuexi", "day": date(2026, 11, 2), "month": MONTH}
    texts = {"clock": "trusted", "health": "{}", "epoch": b"epoch--1"}
    of |= {"month": date(2026, 11, 1)} if "day" not in names else {}
    change(told, delete(table).where(*[table.c[n] == of[n] for n in of if n in names]))
    values = {name: (of | texts).get(name, 7) for name in names}
    change(told, insert(table).values(values))
    assert any(one.table == table.name for one in found(told, repair=True))
    assert found(told) == []


def test_what_is_not_summed_up_yet_is_no_difference(told: Office) -> None:
    house = told.enrolled_house("yuexi", "新村爱佑之家")
    told.send(house.day(1), house.month(2))
    assert found(told) == []


def test_the_command_says_what_differs_and_repairs_it(small_office: Office) -> None:
    house = small_office.enrolled_house()
    small_office.send(house.day(1, present=21), house.month(2))
    folder = ["--data", str(small_office.config.data)]
    run = CliRunner().invoke
    done = run(hq, ["verify", *folder])
    assert (done.exit_code, done.output) == (0, "All figures are what the envelopes tell.\n")
    change(small_office, update(schema.days).values(present=20))
    wrong = run(hq, ["verify", *folder])
    assert "days yuexi-0001 2026-11-24: present is 20, should be 21" in wrong.output
    assert str(wrong.exception) == "1 rows are not what the envelopes tell."
    (line,) = run(hq, ["verify", *folder, "--json"]).stdout.splitlines()
    assert json.loads(line)["right"]["present"] == 21
    assert run(hq, ["verify", *folder, "--repair"]).exit_code == 0
    assert run(hq, ["verify", *folder]).exit_code == 0
    assert run(hq, ["verify", *folder, "--json"]).stdout == ""


def test_what_was_told_before_its_time_is_no_difference_then_and_when_it_comes(
    office: Office, clock: Clock
) -> None:
    house, other = office.enrolled_house(), office.enrolled_house()
    ahead = TODAY + timedelta(days=330)
    office.send(house.day(1, ahead), house.day(2))
    office.send(other.day(1, ahead))
    assert found(office) == []
    clock.forward(days=330)
    assert found(office) == []
    office.send(house.day(3, ahead, present=7))
    assert found(office) == []


@pytest.mark.parametrize("is_month", [False, True])
def test_a_day_that_comes_late_is_what_the_next_one_follows_in_every_county(
    office: Office, is_month: bool
) -> None:
    here, there = office.enrolled_house("litang"), office.enrolled_house("yudu")
    office.send(there.month(1) if is_month else there.day(1))
    rollups.refresh(office.hq.database)
    for house in (here, there):
        office.send(house.day(2, date(2026, 9, 5)))
    assert found(office) == []


FAR = date(9999, 12, 31)


def test_a_day_that_no_period_holds_is_in_no_sum_whatever_is_told_after_it(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1, FAR), house.month(2, date(9999, 12, 1)), house.day(3, OCT_5))
    assert found(office) == []
    office.send(house.day(4))
    assert found(office) == []


def test_a_sum_of_a_day_that_no_period_holds_is_taken_away(told: Office) -> None:
    for of in ("yuexi", "sichuan", ""):
        sums = dict.fromkeys(("told", "open_days", "minutes_open", "child_days", "newcomers"), 1)
        change(told, insert(schema.place_days).values(place=of, day=FAR, **sums))
        gap = {"day": FAR, "before": OCT_5, "houses": 1}
        change(told, insert(schema.place_gaps).values(place=of, **gap))
    assert len(found(told, repair=True)) == 6
    assert found(told) == []


def test_the_command_says_what_is_missing_and_what_nobody_told(small_office: Office) -> None:
    house = small_office.enrolled_house()
    small_office.send(house.day(1))
    moved = TODAY - timedelta(days=300)
    change(small_office, update(schema.days).values(day=moved))
    said = CliRunner().invoke(hq, ["verify", "--data", str(small_office.config.data)]).output
    assert f"days yuexi-0001 {TODAY}: missing" in said
    assert f"days yuexi-0001 {moved}: no envelope tells it" in said


def test_what_was_told_by_bytes_that_were_taken_away_is_taken_as_it_is_kept(told: Office) -> None:
    change(told, delete(schema.letters).where(schema.letters.c.house == "yuexi-0001"))
    assert found(told, repair=True) == []
    altered = (schema.house_months.c.house == "yuexi-0001") & (schema.house_months.c.month == MONTH)
    change(told, update(schema.house_months).where(altered).values(open_days=99))
    assert [one.table for one in found(told, repair=True)] == ["house_months"]
    assert found(told) == []


@pytest.mark.parametrize("taken_away", [None, b"epoch--1", b"epoch--2"])
def test_a_month_of_a_card_that_began_empty_is_not_the_word_that_holds(
    office: Office, taken_away: bytes | None
) -> None:
    house = office.enrolled_house()
    office.send(house.month(1, children=30))
    house.epoch = b"epoch--2"
    office.send(house.month(1, present=None, children=0))
    rollups.refresh(office.hq.database)
    change(office, delete(schema.letters).where(schema.letters.c.epoch == taken_away))
    assert found(office, repair=True) == []
