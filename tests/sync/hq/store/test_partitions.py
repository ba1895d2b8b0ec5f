"""Months apart, on a real PostgreSQL; on SQLite the same words reach the same tables."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.store import partitions
from sync.hq.store.database import Database, open_database
from sync.hq.store.schema import days, letters
from tests.sync.hq.cast import NOW, PASSWORD, Clock, Office, listening


@pytest.fixture
def apart(tmp_path: Path, postgres: str, clock: Clock) -> Iterator[Office]:
    """A headquarters on PostgreSQL."""
    config = HqConfig(data=tmp_path / "hq", database=postgres, second_factor=False)
    setup.initialise(config, "lin", PASSWORD, NOW - timedelta(days=90))
    app = create_app(config, clock)
    with listening(app) as url:
        yield Office(app, url, config)


def parts(database: Database, table: str) -> list[str]:
    query = text(
        "SELECT inhrelid::regclass::text FROM pg_inherits "
        "WHERE inhparent = to_regclass(:of) AND NOT EXISTS "
        "(SELECT 1 FROM pg_index WHERE indexrelid = inhrelid) ORDER BY 1"
    )
    with database.reading() as connection:
        return list(connection.execute(query, {"of": table}).scalars())


def test_the_months_now_and_next_are_there_at_the_start(apart: Office) -> None:
    assert parts(apart.hq.database, "letters") == ["letters_2026_11", "letters_2026_12"]
    assert parts(apart.hq.database, "days") == [
        "days_2026_11",
        "days_2026_12",
        "days_after",
        "days_before",
    ]


def test_a_clock_of_long_ago_makes_months_of_letters_alone(postgres: str, tmp_path: Path) -> None:
    config = HqConfig(data=tmp_path / "hq", database=postgres)
    then = datetime(2023, 11, 24, tzinfo=UTC)
    setup.initialise(config, "lin", PASSWORD, then)
    app = create_app(config, Clock(then))
    with listening(app) as url:
        office = Office(app, url, config)
        house = office.enrolled_house()
        assert office.send(house.day(1, date(2023, 11, 23))).accepted == 1
        assert parts(office.hq.database, "letters") == ["letters_2023_11", "letters_2023_12"]
        assert parts(office.hq.database, "days") == ["days_after", "days_before"]


def test_a_month_that_begins_while_headquarters_runs_gets_its_partition(
    apart: Office, clock: Clock
) -> None:
    house = apart.enrolled_house()
    clock.forward(days=68)
    assert apart.send(house.day(1)).accepted == 1
    assert parts(apart.hq.database, "letters")[-2:] == ["letters_2027_01", "letters_2027_02"]


def test_a_house_that_was_away_for_years_is_told_of_in_its_own_months(apart: Office) -> None:
    house = apart.enrolled_house()
    told = [house.day(1, date(2024, 3, 4)), house.month(2, date(2024, 5, 1)), house.day(3)]
    assert apart.send(*told).accepted == 3
    assert "days_2024_03" in parts(apart.hq.database, "days")
    assert "headcounts_2024_05" in parts(apart.hq.database, "headcounts")
    with apart.hq.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM days_2024_03")).scalar_one() == 1
        assert connection.execute(select(func.count()).select_from(letters)).scalar_one() == 3


def test_a_clock_far_ahead_makes_months_of_letters_alone(apart: Office) -> None:
    before = parts(apart.hq.database, "days")
    partitions.prepare(apart.hq.database, datetime(2053, 7, 1, tzinfo=UTC))
    assert parts(apart.hq.database, "days") == before
    assert "letters_2053_07" in parts(apart.hq.database, "letters")


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2023, 12, 31), date(9999, 12, 31)])
def test_a_house_whose_clock_is_wrong_makes_no_partition(apart: Office, day: date) -> None:
    house, before = apart.enrolled_house(), parts(apart.hq.database, "days")
    assert apart.send(house.day(1, day)).accepted == 1
    assert parts(apart.hq.database, "days") == before


def test_two_years_of_a_house_come_in_one_request(apart: Office) -> None:
    house = apart.enrolled_house()
    months = [house.month(n + 1, date(2024 + n // 12, n % 12 + 1, 1)) for n in range(24)]
    assert apart.send(*months).accepted == 24
    assert len(parts(apart.hq.database, "headcounts")) == 24 + 2 + 2


def test_many_who_meet_the_same_month_make_it_once(apart: Office) -> None:
    houses = [apart.enrolled_house(name=f"house {n}") for n in range(6)]
    accepted: list[int] = []

    def send(number: int) -> None:
        told = [houses[number].day(n, date(2025, n, 1 + number)) for n in range(1, 5)]
        accepted.append(apart.send(*told).accepted)

    sides = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    assert accepted == [4] * 6
    with apart.hq.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(days)).scalar_one() == 24


def test_a_partition_is_made_while_somebody_reads_all_of_it(apart: Office) -> None:
    house = apart.enrolled_house()
    with apart.hq.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(days)).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(letters)).scalar_one() == 0
        assert apart.send(house.day(1, date(2025, 2, 3))).accepted == 1


def test_an_old_month_of_letters_can_be_taken_away(apart: Office) -> None:
    house = apart.enrolled_house()
    letter = house.day(1)
    apart.send(letter)
    engine = apart.hq.database._engine
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        detach = "ALTER TABLE letters DETACH PARTITION letters_2026_11 CONCURRENTLY"
        connection.execute(text(detach))
        connection.execute(text("DROP TABLE letters_2026_11"))
    answer = apart.send(letter)
    assert (answer.accepted, answer.refused) == (1, ())
    assert apart.send(house.day(2)).accepted == 2


def test_another_complaint_is_not_taken_for_a_missing_month(apart: Office) -> None:
    @partitions.making_months
    def twice(database: Database) -> None:
        row = {"house": "h", "epoch": b"e", "seq": 1, "received_at": int(NOW.timestamp())}
        with database.transaction() as connection:
            for _ in range(2):
                connection.execute(insert(letters).values(**row, envelope=b""))

    with pytest.raises(IntegrityError, match="duplicate key"):
        twice(apart.hq.database)


def test_on_sqlite_there_is_nothing_to_make(small_office: Office) -> None:
    partitions.prepare(small_office.hq.database, datetime(2031, 1, 1, tzinfo=UTC))
    assert small_office.hq.database.prepared is None


def test_a_month_asks_for_its_own_partition_alone(apart: Office) -> None:
    plan = (
        f"EXPLAIN SELECT * FROM days WHERE house = 'h' AND day BETWEEN '2026-11-01' AND '{NOW:%F}'"
    )
    with apart.hq.database.reading() as connection:
        lines = "\n".join(connection.execute(text(plan)).scalars())
    assert "days_2026_11" in lines
    assert "days_2026_12" not in lines


def test_open_database_alone_makes_no_months(postgres: str, tmp_path: Path) -> None:
    database = open_database(HqConfig(data=tmp_path, database=postgres))
    assert parts(database, "letters") == []
    database.close()
