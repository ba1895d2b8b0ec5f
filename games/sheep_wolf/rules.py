"""The game itself: animals come to the gate; the sheep are let in, the wolf is let go by.

Cooperative: the children take turns of some animals in a row, at one gate, for one fold.
"""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from games.content import content
from games.contract import Attempt

# So many animals can be shared out equally among one, two, three or four children.
WALK = 12
GATE = "gate"
# Milliseconds in which nobody stands there: usually, before another child's turn, before the
# first animal, and when other animals come in than before.
GAP, PAUSE, BEGIN, CHANGE = 800, 2200, 3000, 4000
# How easily a hand slips that knows it half, at the first sight of an animal (milliseconds).
SLIP = 0.06
FRESH = 250
# OpenMoji of those that can be shown at the calm end: its dog is another than ours.
_SHOWN = {"sheep": "1F411", "ram": "1F40F", "cow": "1F404"}
_HUT = "1F6D6"


@dataclass(frozen=True, slots=True)
class Round:
    """Who comes, one after another; which of them were let in; how long this one's time is."""

    level: int
    seats: int
    first: int
    stay: int
    animals: tuple[str, ...]
    let_in: tuple[bool, ...] = ()
    since: int = 0

    @property
    def at(self) -> int:
        """Tell which animal's time it is."""
        return len(self.let_in)

    @property
    def seat(self) -> int:
        """Tell whose turn it is: each walk is shared out equally, some animals in a row."""
        return _seat(self, min(self.at, len(self.animals) - 1))


def _levels() -> list[dict[str, Any]]:
    levels: list[dict[str, Any]] = content(__file__)["levels"]
    return levels


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Let the animals of a level (1 to 12) set out."""
    how = _levels()[level - 1]
    walks = [_walk(_part(level, walk), how["stops"], rng) for walk in range(how["walks"])]
    return Round(level, seats, first % seats, how["stay"], sum(walks, ()))


def _walk(part: dict[str, Any], stops: int, rng: Random) -> tuple[str, ...]:
    """Send those that may come in and those that may not, never more than two of these in a row."""
    stopping = [True]
    while stopping[0] or any(all(stopping[at : at + 3]) for at in range(WALK - 2)):
        stopping = rng.sample([True] * stops + [False] * (WALK - stops), WALK)
    kept = rng.sample(part["keep"] * stops, stops)
    return tuple(kept.pop() if stop else rng.choice(part["come"]) for stop in stopping)


def _part(level: int, walk: int) -> dict[str, Any]:
    how = _levels()[level - 1]
    part: dict[str, Any] = how.get("then", how) if walk else how
    return part


def come(now: Round) -> tuple[str, ...]:
    """List who may come in now."""
    return tuple(_now(now)["come"])


def keep(now: Round) -> tuple[str, ...]:
    """List who stays outside now."""
    return tuple(_now(now)["keep"])


def asks(now: Round) -> str | None:
    """Tell what a level asks that is not what every level asks."""
    asked: str | None = _now(now).get("asks")
    return asked


def _now(now: Round) -> dict[str, Any]:
    return _part(now.level, _walk_of(now, now.at))


def _walk_of(now: Round, at: int) -> int:
    return min(at, len(now.animals) - 1) // WALK


def welcome(now: Round, at: int) -> bool:
    """Tell whether an animal may come in."""
    return now.animals[at] in _part(now.level, _walk_of(now, at))["come"]


def changes(now: Round) -> bool:
    """Tell whether others come in from this animal on."""
    is_new = 0 < now.at < len(now.animals) and now.at % WALK == 0
    return is_new and "then" in _levels()[now.level - 1]


def _seat(now: Round, at: int) -> int:
    return (now.first + at % WALK // (WALK // now.seats)) % now.seats


def gap(now: Round) -> int:
    """Tell how long nobody stands there before this animal (milliseconds)."""
    if now.at == 0:
        return BEGIN
    if changes(now):
        return CHANGE
    return PAUSE if now.seat != _seat(now, now.at - 1) else GAP


def stands(now: Round) -> bool:
    """Tell whether an animal stands at the gate."""
    return now.at < len(now.animals) and now.since >= gap(now)


def wait(now: Round) -> int:
    """Tell how long it takes until time changes something (milliseconds)."""
    return gap(now) + (now.stay if stands(now) else 0) - now.since


def choices(now: Round) -> list[str]:
    """Offer the gate while somebody stands at it."""
    return [GATE] if stands(now) else []


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Open the gate."""
    return _next(now, let_in=True) if choice in choices(now) else (now, None)


def tick(now: Round, ms: int) -> tuple[Round, Attempt | None]:
    """Let time pass: whoever is not let in goes by. No animal comes and goes at once."""
    if now.at == len(now.animals):
        return now, None
    if ms >= wait(now) and stands(now):
        return _next(now, let_in=False)
    return replace(now, since=now.since + min(ms, wait(now))), None


def _next(now: Round, *, let_in: bool) -> tuple[Round, Attempt]:
    attempt = Attempt(now.seat, let_in == welcome(now, now.at))
    return replace(now, let_in=(*now.let_in, let_in), since=0), attempt


def hint(now: Round) -> str | None:
    """Open the gate for those that may come in; for the others it is best to wait."""
    return GATE if stands(now) and welcome(now, now.at) else None


def noisy(now: Round, rng: Random) -> str | None:
    """Tap as a child whose hand is quick: the shorter they stand, the oftener for the wrong one."""
    if not stands(now):
        return None
    hurry = 1 + (3400 - now.stay) / 300 + len(keep(now))
    slips = rng.random() < SLIP * hurry
    if welcome(now, now.at):
        return None if slips else GATE
    return GATE if slips and now.since - gap(now) < FRESH else None


def result(now: Round) -> tuple[str, ...] | None:
    """Show who is at home now; None until the last animal has come."""
    if now.at < len(now.animals):
        return None
    inside = (one for at, one in enumerate(now.animals) if now.let_in[at] and welcome(now, at))
    return (_HUT, *dict.fromkeys(_SHOWN[one] for one in inside if one in _SHOWN))
