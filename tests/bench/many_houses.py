"""A headquarters to which years of invented houses have spoken, and the same ten times over."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Insert, Table, func, insert, literal, select, text
from sqlalchemy.engine import make_url

from sync.hq import setup
from sync.hq.config import HqConfig
from sync.hq.people import accounts
from sync.hq.simulate.driven import driven
from sync.hq.simulate.plan import PREFIX
from sync.hq.simulate.playing import Play, in_their_time
from sync.hq.simulate.staging import Stage
from sync.hq.store.schema import houses, letters, metadata
from tests.sync.hq.cast import PASSWORD

# Made in a minute; in full it is AIYOU_BENCH_HOUSES=200 AIYOU_BENCH_MONTHS=36.
HOUSES = int(os.environ.get("AIYOU_BENCH_HOUSES", "20"))
MONTHS = int(os.environ.get("AIYOU_BENCH_MONTHS", "3"))
ADMINISTRATOR, EXPERT = "lin", "chen"


@dataclass(frozen=True)
class Many:
    """A headquarters that many houses have spoken to, and the noon on which it is looked at."""

    config: HqConfig
    noon: datetime
    houses: int


def live(config: HqConfig) -> Many:
    """Let the houses live up to yesterday through the real endpoint."""
    yesterday = (datetime.now(UTC) + timedelta(hours=8)).date() - timedelta(days=1)
    play = Play(HOUSES, MONTHS, yesterday)
    setup.initialise(config, ADMINISTRATOR, PASSWORD, play.begins)
    with driven(config, play.begins) as address, Stage(config) as stage:
        played = in_their_time(play, stage, address, lambda: None)
    speed = f"{played.seconds:.0f} s, {played.per_second:.0f} a second"
    print(f"\n{HOUSES} houses x {MONTHS} months: {played.envelopes} envelopes in {speed}")
    return look_at(config)


def look_at(config: HqConfig) -> Many:
    """Find when the houses were heard last, and let an expert see what they asked."""
    database = setup.open_initialised(config)
    with database.transaction() as connection:
        if accounts.find(connection, EXPERT) is None:
            now = datetime.now(UTC)
            accounts.add(connection, EXPERT, PASSWORD, now, accounts.Role.EXPERT)
        query = select(func.max(houses.c.last_seen), func.count())
        last, count = connection.execute(query).one()
    if database.is_apart:
        # What autovacuum does within a minute.
        with database.transaction() as connection:
            connection.execute(text("ANALYZE"))
    database.close()
    return Many(config, datetime.fromtimestamp(last, UTC) + timedelta(hours=16), count)


@contextmanager
def multiplied(many: Many, folder: Path, times: int) -> Iterator[Many]:
    """Copy a headquarters and multiply the rows of its houses there, but for letters' bytes.

    No page reads these; they would take most of the time.
    """
    with _copied(many.config, folder) as config:
        database = setup.open_initialised(config)
        with database.transaction() as connection:
            for number in range(1, times):
                for table in metadata.sorted_tables:
                    if "house" in table.c and table is not letters:
                        connection.execute(_once_more(table, number))
        database.close()
        yield look_at(config)


def _once_more(table: Table, number: int) -> Insert:
    """Copy the rows of each first house for another one."""
    other = func.replace(table.c.house, PREFIX, f"sim{number}-")
    told: dict[str, Any] = {column.name: column for column in table.c} | {"house": other}
    if "tag" in told:
        told["tag"] = table.c.tag + literal(f"-{number}")
    rows = select(*told.values()).where(table.c.house.like(f"{PREFIX}%"))
    return insert(table).from_select([*told], rows)


@contextmanager
def _copied(config: HqConfig, folder: Path) -> Iterator[HqConfig]:
    shutil.copytree(config.data, folder)
    if config.database is None:
        yield replace(config, data=folder)
        return
    address = make_url(config.database)
    where = f"host={address.query['host']} user={address.username} dbname=postgres"
    name = f"{address.database}_more"
    with psycopg.connect(where, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {address.database}")
        database = address.set(database=name).render_as_string(hide_password=False)
        yield replace(config, data=folder, database=database)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
