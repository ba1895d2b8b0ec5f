"""The game itself: a weather, a place in the body, an idea, each chosen or not known; pure.

Nothing is right or wrong. Who does not know the weather is not asked where it is felt, and does not
have to know.
"""

from dataclasses import dataclass, replace
from random import Random

from games.contract import Attempt
from games.my_weather.content import UNKNOWN, ideas, ideas_at, weathers, weathers_at

PLACES = ("head", "throat", "chest", "belly", "hands", "legs")
TALK = "talk"
GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class Round:
    """The ideas of a level in the order in which they come up, and what was chosen so far.

    `weather`, `place` and `idea` are empty until they are chosen; `over` when all is done.
    """

    level: int
    ideas: tuple[str, ...]
    weather: str = ""
    place: str = ""
    idea: str = ""
    over: bool = False


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Shuffle the ideas of a level (1 to 12); one child is alone with them."""
    del seats, first
    known = [one.name for one in ideas().values() if one.level <= level]
    return Round(level, tuple(rng.sample(known, len(known))))


def asks_place(now: Round) -> bool:
    """Tell whether it is asked now where the weather is felt."""
    return now.weather not in {"", UNKNOWN} and not now.place


def choices(now: Round) -> list[str]:
    """List the weathers, the places or the ideas, with not knowing; or how to go on."""
    if now.over:
        return []
    if now.idea:
        return [GO_ON]
    if not now.weather:
        return [*weathers_at(now.level), UNKNOWN]
    return [*(PLACES if asks_place(now) else offered(now)), UNKNOWN]


def offered(now: Round) -> list[str]:
    """List the ideas that fit the weather, those first that fit the place, too.

    Where the weather is heavy to bear, talking with the teacher is always the last of them.
    """
    weather, count = weathers()[now.weather], ideas_at(now.level)
    fitting = [name for name in now.ideas if weather.kind in ideas()[name].kinds]
    fitting.sort(key=lambda name: now.place not in ideas()[name].places)
    if not weather.heavy:
        return fitting[:count]
    return [*[name for name in fitting if name != TALK][: count - 1], TALK]


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Choose, or go on from the idea to the end."""
    if choice not in choices(now):
        return now, None
    if choice == GO_ON:
        return replace(now, over=True), None
    chosen = str(choice)
    if not now.weather:
        after = replace(now, weather=chosen)
    elif asks_place(now):
        after = replace(now, place=chosen)
    else:
        after = replace(now, idea=chosen)
    return after, Attempt(0, None)


def hint(now: Round) -> str | None:
    """Tell not to know: no hand points at a feeling; then the first idea, then to go on."""
    if now.over:
        return None
    if now.idea:
        return GO_ON
    return offered(now)[0] if now.weather and not asks_place(now) else UNKNOWN


def noisy(now: Round, rng: Random) -> str | None:
    """Choose anything: there is nothing to err about."""
    return rng.choice(choices(now)) if choices(now) else None


def result(now: Round) -> tuple[str, ...] | None:
    """Show the idea and nothing else, none where none was wanted; None until the end."""
    if not now.over:
        return None
    return () if now.idea == UNKNOWN else ideas()[now.idea].pictures
