"""Many houses of many villages, and what each has to send: real keys, real envelopes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from sqlalchemy import Connection, func, insert, select

from sync import batch, envelope, keys
from sync.envelope import Envelope
from sync.hq import keyring, setup
from sync.hq.answer import post
from sync.hq.config import HqConfig
from sync.hq.register import counties
from sync.hq.store.schema import deliveries, epochs, house_keys, houses, messages
from sync.messages import ASK, Ask
from sync.month_summary import MonthSummary
from sync.summary import DAY, MONTH, DaySummary
from tests.sync.hq.cast import EPOCH, NOW, PASSWORD, TODAY, a_month

HEALTH = {"disk_free_mb": 21_300, "temperature_c": 48, "uptime_h": 30, "reboots": 1}


@dataclass(frozen=True)
class Village:
    """A house, and the bodies that it has to send, one after the other."""

    house: str
    verify_key: bytes
    bodies: tuple[bytes, ...]

    @property
    def address(self) -> str:
        """Tell whence it calls: no two houses share an address."""
        number = int(self.house.rsplit("-", 1)[1])
        return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"


def nights(rng: Random, first: int, nights: int) -> Iterator[list[tuple[int, str, dict]]]:
    """Tell what goes in each of some nights: the day, and that the house took what came down."""
    for number in range(nights):
        seq, day = first + 2 * number, TODAY - timedelta(days=nights - number)
        yield [(seq, DAY, a_day(rng, day)), (seq + 1, ASK, Ask(1).payload())]


def month_of_silence(rng: Random) -> Iterator[list[tuple[int, str, dict]]]:
    """Tell what goes when a month comes at once: its days, its sums, and the question for news."""
    days = [a_day(rng, date(2026, 10, 1) + timedelta(days=number)) for number in range(31)]
    told = [
        *((DAY, one) for one in days),
        (MONTH, busy_month(rng).payload()),
        (ASK, Ask(1).payload()),
    ]
    yield [(seq, kind, payload) for seq, (kind, payload) in enumerate(told, start=1)]


def a_day(rng: Random, day: date) -> dict:
    present = rng.randrange(12, 40)
    return DaySummary(day, rng.randrange(300, 480), present, 1, "trusted", HEALTH).payload()


def busy_month(rng: Random) -> MonthSummary:
    return a_month(date(2026, 10, 1), rng.randrange(12, 40), activity_minutes=2400, home_visits=9)


def mint(made: str, count: int, hq_key: bytes, numbers: Sequence[int]) -> list[Village]:
    """Mint what some houses send. made: "nights" or "month"; count: how many nights."""
    found = []
    for number in numbers:
        rng, house = Random(number), f"yuexi-{number:06d}"
        private, public = keys.generate_signing_key()
        sends = nights(rng, 1, count) if made == "nights" else month_of_silence(rng)
        bodies = [
            batch.encode(
                [
                    envelope.mint(Envelope(house, EPOCH, seq, kind, payload), private, hq_key)
                    for seq, kind, payload in told
                ]
            )
            for told in sends
        ]
        found.append(Village(house, public, tuple(bodies)))
    return found


def villages(
    made: str, houses: int, hq_key: bytes, *, nights: int = 1, first: int = 1
) -> list[Village]:
    """Mint what so many houses send, on all cores."""
    every = range(first, first + houses)
    parts = [every[start : start + 250] for start in range(0, houses, 250)]
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        found = pool.map(partial(mint, made, nights, hq_key), parts)
        return [one for part in found for one in part]


def open_headquarters(data: Path, database: str | None) -> HqConfig:
    """Set a headquarters up that has no house yet, and the panel's key for all that will come."""
    config = HqConfig(data=data, database=database, second_factor=False)
    setup.initialise(config, "lin", PASSWORD, NOW)
    opened = setup.open_initialised(config)
    with opened.transaction() as connection:
        post.offer_keys(connection, keyring.load(config.keys), NOW)
    opened.close()
    return config


def enrol(config: HqConfig, found: Sequence[Village]) -> None:
    """Put houses on the list as if each had enrolled; that is not what is measured."""
    database = setup.open_initialised(config)
    with database.transaction() as connection:
        for start in range(0, len(found), 5000):
            _enrol(connection, found[start : start + 5000])
    database.close()


def _enrol(connection: Connection, found: Sequence[Village]) -> None:
    panel = connection.execute(select(func.min(messages.c.id))).scalar_one()
    place, at = counties.county("yuexi"), int(NOW.timestamp()) - 86_400
    known = {"name": "爱佑之家", "province": place.province, "county": "yuexi", "added_at": at}
    of_house = [
        known
        | {"house": one.house, "verify_key": one.verify_key, "epoch": EPOCH, "enrolled_at": at}
        for one in found
    ]
    connection.execute(insert(houses), of_house)
    met = [{"house": one.house, "epoch": EPOCH, "number": 1, "accepted": 0} for one in found]
    connection.execute(insert(epochs), met)
    first = {"number": 1, "epoch": EPOCH, "seq": 0, "since": at}
    own = [first | {"house": one.house, "verify_key": one.verify_key} for one in found]
    connection.execute(insert(house_keys), own)
    # They had the panel's key long ago.
    had = [{"house": one.house, "number": 1, "message": panel} for one in found]
    connection.execute(insert(deliveries), had)
