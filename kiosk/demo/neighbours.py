"""Other houses that headquarters hears from, so that its pages look like a program's."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from kiosk.demo import neighbour_months
from kiosk.demo.history import open_days
from kiosk.domain.moment import HOUSE_ZONE
from sync import batch, enrol_codec
from sync.envelope import EPOCH_BYTES, Envelope, mint
from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from sync.hq.month_dates import month_of, moved
from sync.hq.receive.envelopes import receive
from sync.hq.register import enrolling
from sync.keys import generate_signing_key
from sync.month_summary import MonthSummary
from sync.summary import DAY, MONTH, DaySummary

_MONTHS = 5
# Of these days each came by itself; of those before only what months tell of them.
_DAYS = timedelta(days=30)
_EVENING = time(20, 4)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A house elsewhere: how many children come, and for how many days it has been silent."""

    name: str
    county: str
    children: int
    silent: int = 0


# So many that what children felt may be shown of all of them together.
NEIGHBOURS = (
    Neighbour("普雄村爱佑之家", "yuexi", 31),
    Neighbour("新民村爱佑之家", "yuexi", 26),
    Neighbour("洪坝村爱佑之家", "jiulong", 18, silent=9),
    Neighbour("君坝村爱佑之家", "litang", 22),
    Neighbour("场坝村爱佑之家", "zhenxiong", 44),
    Neighbour("茶店村爱佑之家", "zhijin", 27, silent=1),
    Neighbour("马路口村爱佑之家", "huaiyuan", 35),
    Neighbour("花桥村爱佑之家", "yudu", 29),
    Neighbour("北中村爱佑之家", "taihu", 24),
    Neighbour("大瑞村爱佑之家", "yudu", 38),
    Neighbour("上木里村爱佑之家", "litang", 33),
    Neighbour("岭下村爱佑之家", "zhijin", 41),
)


def report_neighbour(neighbour: Neighbour, hq: HqConfig, today: date) -> None:
    """Let headquarters have heard of a neighbour, on the evening of the last day it reported."""
    began = moved(month_of(today), -_MONTHS)
    days = list(open_days(began, today - timedelta(days=1 + neighbour.silent)))
    first, last = (datetime.combine(day, _EVENING, HOUSE_ZONE) for day in (days[0], days[-1]))
    _, code = setup.add_house(hq, neighbour.name, neighbour.county, first)
    signing_key, verify_key = generate_signing_key()
    epoch = secrets.token_bytes(EPOCH_BYTES)
    request = enrol_codec.EnrolRequest(code, verify_key, epoch, neighbour.name)
    database, ring = setup.open_initialised(hq), keyring.load(hq.keys)
    try:
        given = enrol_codec.decode_response(
            enrolling.enrol(database, ring, enrol_codec.encode_request(request), first)
        )
        envelopes = [
            mint(Envelope(given.house, epoch, seq, *letter), signing_key, given.sealing_key)
            for seq, letter in enumerate(_letters(neighbour, days, today), start=1)
        ]
        receive(database, ring, batch.encode(envelopes), last)
    finally:
        database.close()


def _letters(
    neighbour: Neighbour, days: Sequence[date], today: date
) -> Iterator[tuple[str, dict[str, Any]]]:
    told = {one.day: one for one in _summaries(neighbour, days)}
    for day, summary in told.items():
        if day >= today - _DAYS:
            yield DAY, summary.payload()
    for month in _closed(neighbour, told):
        yield MONTH, month.payload()


def _summaries(neighbour: Neighbour, days: Sequence[date]) -> Iterator[DaySummary]:
    rng = Random(neighbour.name)
    for number, day in enumerate(days):
        share = rng.uniform(0.35, 0.8) * (0.5 if day.weekday() == 5 else 1)
        present = round(neighbour.children * share)
        yield DaySummary(
            day=day,
            minutes_open=rng.randint(150, 330),
            present=present,
            newcomers=present if number == 0 else int(rng.random() < 0.2),
            clock="trusted" if rng.random() < 0.9 else "estimated",
            health={"disk_free_mb": 21_000 - number * 7, "temperature_c": rng.randint(41, 58)},
        )


def _closed(neighbour: Neighbour, told: dict[date, DaySummary]) -> Iterator[MonthSummary]:
    """Tell the months that were over when the house was heard of last."""
    month, last = month_of(min(told)), month_of(max(told))
    while month < last:
        yield neighbour_months.told(neighbour.name, neighbour.children, month, told)
        month = moved(month, 1)
