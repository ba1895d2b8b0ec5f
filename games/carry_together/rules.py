"""The game itself: a bucket goes from stone to stone while all hold it; pure.

A choice is a seat, whose hand takes hold or lets go. When one lets go, the bucket is set down on
the next stone and waits there for all: nothing is spilled, nothing is lost, and nobody is named.
"""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from games.content import content
from games.contract import Attempt

# Milliseconds: from stone to stone, for a goose to cross, and until somebody comes to help.
STRIDE, GOOSE, LONG = 1200, 3000, 85_000
PLANKS = 3
# Where a pad can lie: more places than children need.
PLACES = 4
REST, PLANK, GOOSE_STOP, SWAP = "rest", "plank", "goose", "swap"
# How likely a hand that slips easily is to slip, at each level and each moment of the bots.
SLIP = 0.01
_BUCKET = "1FAA3"


@dataclass(frozen=True, slots=True)
class Round:
    """A way of stones, from 0, the well, to the last one; what stops there are; who holds.

    `places` are where the pads lie, a place for each seat: at first, and after each swap. `lifted`
    is the stone from which the bucket was lifted last, `walked` how long it is under way since the
    last stone, `stopped` whether a stop is to be made, `crossing` how long the goose has walked,
    `ms` how long all of it took.
    """

    level: int
    seats: int
    goal: str
    plants: tuple[str, ...]
    stops: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]
    stone: int = 0
    held: tuple[int, ...] = ()
    lifted: int = 0
    walked: int = 0
    stopped: bool = False
    crossing: int = 0
    swaps: int = 0
    ms: int = 0

    @property
    def last(self) -> int:
        """The stone where the way ends."""
        return len(self.stops) - 1


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Lay out a way of a level (1 to 12); nobody is first where all begin at once."""
    del first
    how: dict[str, Any] = content(__file__)["levels"][level - 1]
    stops = _stops(how["stones"], how["stops"], rng)
    places = [tuple(range(seats))]
    for _ in range(stops.count(SWAP)):
        places.append(_elsewhere(places[-1], rng))
    plants = tuple(rng.sample(content(__file__)["plants"], PLACES))
    return Round(level, seats, rng.choice(content(__file__)["goals"]), plants, stops, tuple(places))


def _stops(stones: int, kinds: list[str], rng: Random) -> tuple[str, ...]:
    """Spread the stops over the stones between both ends; each has a plain stone before it."""
    parts = [["", *([PLANK] * PLANKS if kind == "bridge" else [kind])] for kind in kinds]
    parts += [[""]] * (stones - 1 - sum(map(len, parts)))
    rng.shuffle(parts)
    return ("", *(stop for part in parts for stop in part), "")


def _elsewhere(before: tuple[int, ...], rng: Random) -> tuple[int, ...]:
    """Find other places for all pads."""
    places = before
    while any(one == other for one, other in zip(before, places, strict=True)):
        places = tuple(rng.sample(range(PLACES), len(before)))
    return places


def is_over(now: Round) -> bool:
    """Tell whether the bucket is where it is to go, or somebody came to help."""
    return now.stone == now.last or now.ms >= LONG


def helped(now: Round) -> bool:
    """Tell whether somebody had to help with the rest of the way."""
    return is_over(now) and now.stone < now.last


def carried(now: Round) -> bool:
    """Tell whether the bucket is under way: all hold it, and nothing stops them."""
    return len(now.held) == now.seats and not now.stopped and not is_over(now)


def stop(now: Round) -> str:
    """Tell which stop is to be made now; empty where none is."""
    return now.stops[now.stone] if now.stopped else ""


def crosses(now: Round) -> bool:
    """Tell whether a goose is crossing: it does when nobody holds any more."""
    return stop(now) == GOOSE_STOP and not now.held and not is_over(now)


def wait(now: Round) -> int:
    """Tell how long it takes until time changes something (milliseconds)."""
    left = LONG - now.ms
    if crosses(now):
        return min(GOOSE - now.crossing, left)
    return min(STRIDE - now.walked, left) if carried(now) else left


def choices(now: Round) -> list[int]:
    """List the seats whose hand can take hold or let go: at a stop, only those that hold."""
    if is_over(now):
        return []
    return list(now.held) if now.stopped else list(range(now.seats))


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Take hold, or let go; there is nothing right or wrong about it."""
    if not isinstance(choice, int) or choice not in choices(now):
        return now, None
    return (_let_go if choice in now.held else _take_hold)(now, choice), None


def _take_hold(now: Round, seat: int) -> Round:
    taken = replace(now, held=tuple(sorted((*now.held, seat))))
    return replace(taken, lifted=now.stone) if carried(taken) else taken


def _let_go(now: Round, seat: int) -> Round:
    """Let go; a bucket that is under way, or just lifted, comes down on the next stone."""
    steps = carried(now) and (now.walked > 0 or now.lifted == now.stone)
    left = replace(now, held=tuple(one for one in now.held if one != seat))
    if steps:
        return _arrive(left)
    # A goose waits for the last hand, and then takes its time.
    return replace(left, stopped=stop(left) == GOOSE_STOP) if not left.held else left


def _arrive(now: Round) -> Round:
    """Come to the next stone, and to what is there."""
    there = replace(now, stone=now.stone + 1, walked=0)
    kind = there.stops[there.stone]
    if kind == SWAP:
        return replace(there, held=(), swaps=there.swaps + 1)
    # Where nobody holds any more there is nothing to let go of.
    return replace(there, stopped=kind == GOOSE_STOP or (kind != "" and there.held != ()))


def tick(now: Round, ms: int) -> tuple[Round, Attempt | None]:
    """Let time pass, and one thing happen at most: a stone, or the goose is over."""
    if is_over(now):
        return now, None
    ms = min(ms, wait(now))
    later = replace(now, ms=now.ms + ms)
    if crosses(now):
        walked = now.crossing + ms
        is_gone = walked >= GOOSE
        return replace(later, crossing=0 if is_gone else walked, stopped=not is_gone), None
    if not carried(now):
        return later, None
    further = replace(later, walked=now.walked + ms)
    return (_arrive(further) if further.walked >= STRIDE else further), None


def hint(now: Round) -> int | None:
    """Tell whose hand is to let go at a stop, or to take hold; None where it is best to wait."""
    if carried(now):
        return None
    return next((seat for seat in choices(now) if now.stopped or seat not in now.held), None)


def noisy(now: Round, rng: Random) -> int | None:
    """Hold as children whose hands slip now and then, the oftener the longer the way is."""
    slips = carried(now) and rng.random() < SLIP * now.level
    return rng.randrange(now.seats) if slips else hint(now)


def result(now: Round) -> tuple[str, ...] | None:
    """Show the water and for what it was; None until it is there."""
    return (_BUCKET, now.goal) if is_over(now) else None
