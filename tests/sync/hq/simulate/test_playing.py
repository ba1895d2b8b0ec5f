"""Invented houses and a real headquarters, over real HTTP, on both databases."""

import calendar
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sync.hq import setup
from sync.hq.config import HqConfig
from sync.hq.errors import Refused
from sync.hq.register import houses
from sync.hq.see import board
from sync.hq.simulate import wire
from sync.hq.simulate.driven import driven
from sync.hq.simulate.living import day_of
from sync.hq.simulate.playing import Play, all_at_once, in_their_time
from sync.hq.simulate.staging import Stage
from sync.hq.store.schema import days, epochs, questions
from sync.hq.told import days as days_told
from sync.hq.told import months as months_told
from tests.sync.hq.cast import PASSWORD, Office
from tests.turns import first_each_time

LAST = date(2026, 10, 31)
PLAY = Play(houses=9, months=4, last=LAST, seed=7)
NOON = datetime(2026, 11, 1, 4, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def anew(request: pytest.FixtureRequest, tmp_path: Path) -> HqConfig:
    """Where a new headquarters can be made, on each database in turn."""
    database = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return HqConfig(data=tmp_path / "new", database=database)


@pytest.mark.parametrize("anew", first_each_time(("sqlite", "postgresql")), indirect=True)
def test_months_are_lived_in_their_time(anew: HqConfig) -> None:
    setup.initialise(anew, "lin", PASSWORD, PLAY.begins)
    lived = 0

    def told() -> None:
        nonlocal lived
        lived += 1

    with driven(anew, PLAY.begins) as address, Stage(anew) as stage:
        played = in_their_time(PLAY, stage, address, told)
    assert lived == PLAY.houses * len(PLAY.spans()) == 9 * 4
    assert played.houses == 9 and played.refused < 20
    _is_as_it_was_lived(anew)


def _is_as_it_was_lived(config: HqConfig) -> None:
    database = setup.open_initialised(config)
    with database.reading() as connection:
        listed = {one.house: one for one in houses.everyone(connection)}
        for one in PLAY.cast():
            plan = one.plan
            told = {
                day.day: day for day in days_told.between(connection, PLAY.first, LAST, plan.house)
            }
            lived = {day: summary for day in told if (summary := day_of(plan, day))}
            assert lived.keys() == told.keys() and len(told) > 10
            # Of a day told twice the later word holds.
            corrected = [day for day, was in lived.items() if told[day].present != was.present]
            assert len(corrected) < 5
            assert listed[plan.house].enrolled_at == one.evening(plan.joined).timestamp()
            assert months_told.of_house(connection, plan.house, LAST, most=9)
        states = {board.state(known, NOON, silent_days=3) for known in listed.values()}
        restored = [one.plan.house for one in PLAY.cast() if one.plan.restored]
        query = select(epochs.c.house).where(epochs.c.house.in_(restored), epochs.c.number > 1)
        assert {*connection.execute(query).scalars()}
    database.close()
    assert {board.State.SILENT, board.State.WELL} <= states
    assert any(known.two_cards_since for known in listed.values())


def test_the_same_seed_tells_the_same(tmp_path: Path) -> None:
    play = Play(houses=3, months=1, last=LAST)
    told = []
    for name in ("one", "two"):
        config = HqConfig(data=tmp_path / name)
        setup.initialise(config, "lin", PASSWORD, play.begins)
        with driven(config, play.begins) as address, Stage(config) as stage:
            in_their_time(play, stage, address, lambda: None)
        database = setup.open_initialised(config)
        with database.reading() as connection:
            told.append(days_told.between(connection, play.first, LAST))
        database.close()
    assert told[0] == told[1] != []


def test_a_headquarters_that_runs_hears_all_of_it_now(office: Office) -> None:
    play = Play(houses=3, months=3, last=date(2026, 11, 23))
    with Stage(office.config) as stage:
        stage.refuse_real_houses()
        address, now = wire.always(office.url), office.hq.clock()
        played = all_at_once(play, stage, address, now, lambda: None)
    assert played.waiting == 0
    with office.hq.database.reading() as connection:
        listed = houses.everyone(connection)
        assert {one.last_seen for one in listed} == {int(now.timestamp())}
        told = connection.execute(select(func.count()).select_from(days)).scalar_one()
        asked = connection.execute(select(func.count()).select_from(questions)).scalar_one()
    assert told > 150
    assert asked <= played.envelopes - told


def test_invented_houses_do_not_come_beside_real_ones_unasked(office: Office) -> None:
    office.new_house()
    with Stage(office.config) as stage, pytest.raises(Refused, match="1 real houses"):
        stage.refuse_real_houses()


def test_a_headquarters_that_is_away_is_said_in_one_sentence(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = Play(houses=1, months=1, last=date(2026, 11, 23))
    monkeypatch.setattr(wire, "_MOST_TRIES", 1)
    with Stage(office.config) as stage, pytest.raises(Exception, match="cannot be reached"):
        address = wire.always("http://127.0.0.1:9")
        all_at_once(play, stage, address, office.hq.clock(), lambda: None)


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2024, 2, 29), date(2025, 3, 1)])
@pytest.mark.parametrize("count", [1, 2, 11, 12, 36])
def test_as_many_months_end_with_the_last_day(day: date, count: int) -> None:
    play = Play(1, count, day)
    assert count * 28 <= (play.last - play.first).days + 1 <= count * 31
    spans = play.spans()
    assert spans[0][0] == play.first and spans[-1][1] == play.last
    for (_, ended), (begun, _) in pairwise(spans):
        assert begun == ended + timedelta(days=1) and begun.day == 1
        assert ended.day == calendar.monthrange(ended.year, ended.month)[1]
