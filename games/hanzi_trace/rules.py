"""The game itself: of some strokes the one is chosen that is written next; pure.

A stroke that comes later is put aside until the next one is found. What a child knew of a
character is told once: as the first wrong stroke is chosen, or as the last one is written. With
several seats the brush goes around, stroke by stroke.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from games.content import content
from games.contract import Attempt
from games.hanzi_trace.content import characters, of_level

GO_ON = "go_on"
# A character without a picture is remembered by a pencil.
PENCIL = "270F"
# How likely a child that errs is to err at each stroke, were there endlessly many to choose from.
SLIP = 0.06


@dataclass(frozen=True, slots=True)
class Round:
    """Some characters by their signs, and for each stroke of each the cards to choose from.

    A card is a stroke by its place in the order, from 0. `written` is how many strokes of the
    character are written, `aside` the cards that were put aside at this stroke; `missed` tells
    whether any was in this character.
    """

    level: int
    seats: int
    characters: tuple[str, ...]
    cards: tuple[tuple[tuple[int, ...], ...], ...]
    character: int = 0
    written: int = 0
    aside: tuple[int, ...] = ()
    missed: bool = False
    seat: int = 0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Choose characters of a level (1 to 12), and what is offered at each of their strokes."""
    return asking(level, rng, seats, first, rng.sample(facts(level), asks(level)))


def asking(level: int, rng: Random, seats: int, first: int, facts: Sequence[str]) -> Round:
    """Begin a round of these characters, which may be of lower levels, too."""
    how = _how(level)
    cards = tuple(_cards(len(characters()[one].strokes), how, rng) for one in facts)
    return Round(level, seats, tuple(facts), cards, seat=first % seats)


def facts(level: int) -> Sequence[str]:
    """List the characters of a level."""
    return of_level(level)


def asks(level: int) -> int:
    """Tell how many characters a round of a level has."""
    return int(_how(level)["characters"])


def _how(level: int) -> dict[str, int]:
    return dict(content(__file__)["levels"][level - 1])


def _cards(strokes: int, how: dict[str, int], rng: Random) -> tuple[tuple[int, ...], ...]:
    """Offer at each stroke some of those that are still to be written, in any order."""
    offered = []
    for stroke in range(strokes):
        later = range(stroke + 1, strokes)
        count = min(how["cards"] - 1, len(later))
        others = later[:count] if how["near"] else rng.sample(later, count)
        offered.append(tuple(rng.sample([stroke, *others], count + 1)))
    return tuple(offered)


def sign(now: Round) -> str:
    """Tell which character is written; the last one until the round is left."""
    return now.characters[min(now.character, len(now.characters) - 1)]


def is_written(now: Round) -> bool:
    """Tell whether all strokes of the character are written."""
    return now.written == len(characters()[sign(now)].strokes)


def told(now: Round) -> Sequence[str]:
    """Tell which characters the round writes."""
    return now.characters


def choices(now: Round) -> list[int | str]:
    """List the strokes that are not put aside, or how to go on; nothing at the end."""
    if now.character >= len(now.characters):
        return []
    if is_written(now):
        return [GO_ON]
    return [one for one in now.cards[now.character][now.written] if one not in now.aside]


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Choose a stroke, or go on to the next character."""
    if choice not in choices(now):
        return now, None
    if choice == GO_ON:
        return replace(now, character=now.character + 1, written=0, missed=False), None
    if choice != now.written:
        attempt = Attempt(now.seat, None if now.missed else False, fact=sign(now))
        return replace(now, aside=(*now.aside, int(choice)), missed=True), attempt
    after = replace(now, written=now.written + 1, aside=(), seat=(now.seat + 1) % now.seats)
    if not is_written(after):
        return after, None
    known = None if now.missed or _is_alone(now) else True
    return after, Attempt(now.seat, known, fact=sign(now))


def _is_alone(now: Round) -> bool:
    """Tell whether the character is one stroke: then there is nothing to choose."""
    return len(now.cards[now.character]) == 1


def hint(now: Round) -> int | str | None:
    """Tell the next stroke, or to go on; None when all characters are written."""
    if now.character >= len(now.characters):
        return None
    return GO_ON if is_written(now) else now.written


def noisy(now: Round, rng: Random) -> int | str | None:
    """Choose as a child that errs: the more there is to choose from, and the more strokes."""
    open_now = choices(now)
    slips = len(open_now) > 1 and rng.random() < SLIP * len(open_now)
    return rng.choice(open_now) if slips else hint(now)


def result(now: Round) -> tuple[str, ...] | None:
    """Tell what the characters mean, in pictures; None until all are written."""
    if now.character < len(now.characters):
        return None
    return tuple(characters()[one].picture or PENCIL for one in now.characters)
