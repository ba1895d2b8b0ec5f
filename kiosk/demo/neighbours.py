"""Other houses that headquarters hears from, so that its list looks like a county's."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from kiosk.demo.history import open_days
from kiosk.domain.moment import HOUSE_ZONE
from sync import batch, enrol_codec
from sync.envelope import EPOCH_BYTES, Envelope, mint
from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from sync.hq.receive.envelopes import receive
from sync.hq.register import enrolling
from sync.keys import generate_signing_key
from sync.summary import DAY, DaySummary

_DAYS = timedelta(days=45)
_EVENING = time(20, 4)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A house elsewhere: how many children come, and for how many days it has been silent."""

    name: str
    county: str
    children: int
    silent: int = 0


NEIGHBOURS = (
    Neighbour("普雄村爱佑之家", "yuexi", 31),
    Neighbour("洪坝村爱佑之家", "jiulong", 18, silent=9),
    Neighbour("君坝村爱佑之家", "litang", 22),
    Neighbour("场坝村爱佑之家", "zhenxiong", 44),
    Neighbour("茶店村爱佑之家", "zhijin", 27, silent=1),
    Neighbour("马路口村爱佑之家", "huaiyuan", 35),
)


def report_neighbour(neighbour: Neighbour, hq: HqConfig, today: date) -> None:
    """Let headquarters have heard of a neighbour, on the evening of the last day it reported."""
    days = list(open_days(today - _DAYS, today - timedelta(days=1 + neighbour.silent)))
    evening = datetime.combine(days[-1], _EVENING, HOUSE_ZONE)
    _, code = setup.add_house(hq, neighbour.name, neighbour.county, evening)
    signing_key, verify_key = generate_signing_key()
    epoch = secrets.token_bytes(EPOCH_BYTES)
    request = enrol_codec.EnrolRequest(code, verify_key, epoch, neighbour.name)
    database, ring = setup.open_initialised(hq), keyring.load(hq.keys)
    try:
        given = enrol_codec.decode_response(
            enrolling.enrol(database, ring, enrol_codec.encode_request(request), evening)
        )
        envelopes = [
            mint(
                Envelope(given.house, epoch, seq, DAY, summary.payload()),
                signing_key,
                given.sealing_key,
            )
            for seq, summary in enumerate(_summaries(neighbour, days), start=1)
        ]
        receive(database, ring, batch.encode(envelopes), evening)
    finally:
        database.close()


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
