"""Let invented houses live, and send to a headquarters."""

import time
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

from sync.hq.simulate.invented import InventedHouse
from sync.hq.simulate.plan import plan
from sync.hq.simulate.staging import Stage
from sync.hq.simulate.troupe import Troupe
from sync.hq.simulate.wire import Address, Wire

_DAY = timedelta(days=1)

# The last months go evening by evening, as in earnest; before them a week goes together, so that
# years are lived in minutes.
_EVENING_BY_EVENING = timedelta(days=90)
_A_WEEK, _AN_EVENING = 7, 1

# Hears after each month of each house that one more was lived.
Told = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Played:
    """What was sent: in how many requests and seconds, and what waits in houses without network."""

    houses: int
    envelopes: int
    refused: int
    requests: int
    waiting: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Tell how many envelopes headquarters took in a second."""
        return self.envelopes / max(self.seconds, 0.001)


@dataclass(frozen=True, slots=True)
class Play:
    """How many houses live for how many months up to a last day, by a seed."""

    houses: int
    months: int
    last: date
    seed: int = 1

    @property
    def first(self) -> date:
        """Find the first day."""
        year, month = divmod(self.last.year * 12 + self.last.month - 1 - self.months, 12)
        most = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(self.last.day, most)) + _DAY

    @property
    def begins(self) -> datetime:
        """Tell when headquarters opens."""
        return _opens(self.first)

    def spans(self) -> list[tuple[date, date]]:
        """Part the time into months of the calendar, the first and the last perhaps in part."""
        return list(_months(self.first, self.last))

    def cast(self) -> list[InventedHouse]:
        """Invent the houses."""
        numbers = range(1, self.houses + 1)
        return [InventedHouse(plan(one, self.first, self.last, self.seed)) for one in numbers]

    def gathers(self, day: date) -> int:
        """Tell how many days go together by now."""
        return _AN_EVENING if day > self.last - _EVENING_BY_EVENING else _A_WEEK


def in_their_time(play: Play, stage: Stage, address: Address, told: Told) -> Played:
    """Live month by month with a headquarters whose time is that of the houses."""
    cast, began = play.cast(), time.monotonic()
    with Troupe(address) as troupe:
        for span in play.spans():
            stage.write(_opens(span[0]))
            _join(cast, stage, troupe, span, _evening_of_joining)
            troupe.each(cast, _living(span, play, told))
    return _sum_up(cast, time.monotonic() - began)


def all_at_once(play: Play, stage: Stage, address: Address, now: datetime, told: Told) -> Played:
    """Live all of it, and send it now to a headquarters whose clock is its own."""
    cast, began = play.cast(), time.monotonic()

    def live(one: InventedHouse, wire: Wire) -> None:
        for span in play.spans():
            one.live(*span)
            told()
        one.send(wire, now)

    with Troupe(address) as troupe:
        _join(cast, stage, troupe, (play.first, play.last), lambda _one: now)
        troupe.each(cast, live)
    return _sum_up(cast, time.monotonic() - began)


def _living(
    span: tuple[date, date], play: Play, told: Told
) -> Callable[[InventedHouse, Wire], None]:
    def live(one: InventedHouse, wire: Wire) -> None:
        one.live(*span, wire, play.gathers)
        told()

    return live


def _join(
    cast: Sequence[InventedHouse],
    stage: Stage,
    troupe: Troupe,
    span: tuple[date, date],
    when: Callable[[InventedHouse], datetime],
) -> None:
    """Put the houses of a span on the list, and let them enrol by their codes."""
    new = [one for one in cast if span[0] <= one.plan.joined <= span[1]]
    codes = {one.plan.house: stage.invite(one.plan, when(one)) for one in new}
    troupe.each(new, lambda one, wire: one.enrol(wire, codes[one.plan.house], when(one)))


def _evening_of_joining(one: InventedHouse) -> datetime:
    return one.evening(one.plan.joined)


def _opens(day: date) -> datetime:
    return datetime.combine(day, clock_time(1), UTC)


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        following = (first.replace(day=1) + 31 * _DAY).replace(day=1)
        yield first, min(following - _DAY, last)
        first = following


def _sum_up(cast: Sequence[InventedHouse], seconds: float) -> Played:
    return Played(
        houses=len(cast),
        envelopes=sum(one.counts.taken for one in cast),
        refused=sum(one.counts.refused for one in cast),
        requests=sum(one.counts.requests for one in cast),
        waiting=sum(one.waits for one in cast),
        seconds=seconds,
    )
