"""What a game tells the house while it runs: one JSON line an event, and no names."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, get_origin

from games.errors import GameError

# What SQLite holds in one column, besides the sign.
_BITS = 63

Move = int | str | dict[str, int]


@dataclass(frozen=True, slots=True)
class Ready:
    """The first frame is on the screen."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: its skill and level, whether it was right, how long it took, whose seat.

    `seats` tells how many play: what several answer together says nothing of one of them.
    `fact` tells what was asked, say a character, in a game whose facts are forgotten one by one.
    """

    skill: str
    level: int
    right: bool
    ms: int
    seat: int
    seats: int = 1
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """A round that is over or was left: with its seed and its moves it can be played again.

    A move is a choice, or milliseconds that passed: {"tick": 250}. `facts` are those that were
    chosen for it, in a game that has facts: they hang on what the child remembered.
    """

    level: int
    seed: int
    seats: int
    first: int
    moves: list[Move]
    over: bool
    facts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ended:
    """The game is over; `why` is done, left, idle or stopped."""

    why: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """Somebody holds a tag up whose reader typed this number; the game goes on."""

    number: str


Event = Ready | Answered | Played | Ended | Tagged

_EVENTS: dict[str, type[Event]] = {
    "ready": Ready,
    "answer": Answered,
    "round": Played,
    "end": Ended,
    "tag": Tagged,
}


def write(event: Event) -> str:
    """Write an event as one line, without its end."""
    name = next(name for name, kind in _EVENTS.items() if isinstance(event, kind))
    return json.dumps({"event": name, **asdict(event)})


def parse(line: str) -> Event:
    """Read a line. Raises GameError when it is not an event."""
    try:
        facts: dict[str, Any] = json.loads(line)
        event = _EVENTS[facts.pop("event")](**facts)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise GameError("The game reported a line that is no event.") from error
    kinds: dict[str, Any] = type(event).__annotations__
    if not all(_is_of(getattr(event, name), kind) for name, kind in kinds.items()):
        raise GameError("The game reported a line that is no event.")
    return event


def _is_of(value: object, kind: Any) -> bool:  # noqa: ANN401
    """Tell whether a value is of exactly one kind: true is no number, nor what no table holds."""
    exact: Any = get_origin(kind) or kind
    return type(value) is exact and not (isinstance(value, int) and value.bit_length() > _BITS)
