"""Other houses that headquarters hears from, so that its list looks like a county's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from kiosk.demo.history import open_days
from kiosk.domain.moment import HOUSE_ZONE
from sync import enrolment
from sync.couriers.http import HttpCourier
from sync.envelope import Envelope, mint
from sync.summary import DAY, DaySummary

_DAYS = timedelta(days=45)


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


def report_neighbour(neighbour: Neighbour, address: str, code: str, now: datetime) -> None:
    """Enrol a neighbour and send its days, as a house does."""
    enrolled = enrolment.enrol(address, code)
    today = now.astimezone(HOUSE_ZONE).date()
    envelopes = [
        mint(
            Envelope(enrolled.house, enrolled.epoch, seq, DAY, summary.payload()),
            enrolled.signing_key,
            enrolled.hq_sealing_key,
        )
        for seq, summary in enumerate(_summaries(neighbour, today), start=1)
    ]
    HttpCourier(address).carry(envelopes)


def _summaries(neighbour: Neighbour, today: date) -> Iterator[DaySummary]:
    rng = Random(neighbour.name)
    last = today - timedelta(days=1 + neighbour.silent)
    for number, day in enumerate(open_days(today - _DAYS, last)):
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
