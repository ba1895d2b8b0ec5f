"""Plan invented houses: where they are, what their weeks are like, what befalls them; pure.

A house follows from its number and the seed alone: with more houses or other dates the first ones
stay what they were.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from sync.hq.register.counties import counties
from sync.hq.simulate.roads import Span, spans

MARK = "模拟"
PREFIX = "sim-"

# The first and the second half of a village's name.
_FIRST = ("新", "上", "下", "大", "小", "东", "西", "南", "北", "中", "石", "白", "青", "红", "双")
_SECOND = ("坪", "坝", "河", "沟", "寨", "湾", "塘", "岭", "桥", "田", "山", "泉", "民", "庄")

_SMALLEST, _LARGEST = 20, 60
_FEWEST_LAST_DAYS, _MOST_LAST_DAYS = 9, 45
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HousePlan:
    """What an invented house is like.

    joined: its first day. size: children enrolled on that day; growth: how many more a year later.
    rest: weekdays on which it is closed. care: from 0 to 1, how much its counselor gets done.
    sends: weekdays on which it has a network; away: when it has none. silent_from: from when on
    nothing comes any more. restored: when it came back from a backup, with a new epoch. copied:
    when a copy of its card spoke as well. late: the share of its months that come late.
    """

    number: int
    seed: int
    county: str
    name: str
    joined: date
    size: int
    growth: int
    rest: frozenset[int]
    care: float
    sends: frozenset[int]
    away: tuple[Span, ...]
    silent_from: date | None
    restored: date | None
    copied: date | None
    late: float

    @property
    def house(self) -> str:
        """Name the house on the wire: sim-yuexi-0007."""
        return f"{PREFIX}{self.county}-{self.number:04d}"

    def rng(self, *about: object) -> Random:
        """Begin the dice of one thing: they fall alike whatever was asked before."""
        return Random("/".join(map(str, (self.seed, self.number, *about))))


def plan(number: int, first: date, last: date, seed: int) -> HousePlan:
    """Plan the house of a number, from 1, that reports between two days."""
    rng = Random(f"{seed}/{number}")
    joined = first + _DAY * _joins_after(rng, (last - first).days)
    return HousePlan(
        number=number,
        seed=seed,
        county=_county(number),
        name=f"{MARK}·{_village(number)}爱佑之家",
        joined=joined,
        size=rng.randint(_SMALLEST, _LARGEST - 12),
        growth=rng.randint(-2, 5),
        rest=frozenset(rng.sample(range(5), rng.choice((0, 1, 1, 1, 2)))),
        care=rng.uniform(0.2, 1),
        sends=_network(rng),
        away=spans(rng, joined, last),
        silent_from=_falls_silent(rng, joined, last),
        restored=_once(rng, 0.06, joined, last),
        copied=_once(rng, 0.02, joined, last),
        late=rng.choice((0, 0, 0, 0.1, 0.4)),
    )


def _joins_after(rng: Random, days: int) -> int:
    """Most houses are there from the beginning; the others join in the first half."""
    return 0 if rng.random() < 0.7 else rng.randint(0, days // 2)


def _network(rng: Random) -> frozenset[int]:
    """Choose the weekdays with a network: all, those of the market, or one."""
    kind = rng.choices(("all", "market", "one"), (7, 2, 1))[0]
    if kind == "all":
        return frozenset(range(7))
    return frozenset(rng.sample(range(7), 2 if kind == "market" else 1))


def _falls_silent(rng: Random, joined: date, last: date) -> date | None:
    begins = last - _DAY * rng.randint(_FEWEST_LAST_DAYS, _MOST_LAST_DAYS)
    return begins if rng.random() < 0.06 and begins > joined else None


def _once(rng: Random, likely: float, joined: date, last: date) -> date | None:
    happens, day = (
        rng.random() < likely,
        joined + _DAY * rng.randint(1, max((last - joined).days, 1)),
    )
    return day if happens and day <= last else None


def _village(number: int) -> str:
    place = number - 1
    return _FIRST[place % len(_FIRST)] + _SECOND[place // len(_FIRST) % len(_SECOND)] + "村"


def _county(number: int) -> str:
    order = _order()
    return order[(number - 1) % len(order)]


@cache
def _order() -> tuple[str, ...]:
    """Name a county for each village of the program, so that any first ones are spread over all."""
    places = [
        ((place + 0.5) / county.villages, county.code)
        for county in counties().values()
        for place in range(county.villages)
    ]
    return tuple(code for _, code in sorted(places))
