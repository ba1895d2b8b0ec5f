"""The game itself: what lies on the table, what a choice does, what to point at.

Cooperative: a turn passes on after every two cards, and a pair belongs to everybody.
"""

from dataclasses import dataclass, replace
from random import Random

from games import contract
from games.team_pairs.content import levels, pictures

KEPT_IN_MIND = 4
# So many tries without a pair are too many, besides one for each pair that lies there.
IN_VAIN = 2


@dataclass(frozen=True, slots=True)
class Round:
    """One table of cards; a card is its place in `cards`."""

    level: int
    seats: int
    cards: tuple[str, ...]
    found: tuple[int, ...] = ()
    turned: tuple[int, ...] = ()
    seen: tuple[int, ...] = ()
    seat: int = 0
    misses: int = 0
    vain: int = 0
    helped: bool = False


@dataclass(frozen=True)
class Attempt(contract.Attempt):
    """Two cards turned by a seat; `right` is None when there was nothing to remember yet."""

    matched: bool


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Deal the cards of a level (1 to 12) for 1 to 4 seats; `first` begins."""
    cards = 2 * pictures(levels()[level - 1], rng)
    rng.shuffle(cards)
    return Round(level, seats, tuple(cards), seat=first % seats)


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Turn a card; the second one makes an attempt. What cannot be turned changes nothing."""
    if not isinstance(choice, int) or choice not in choices(now):
        return now, None
    now = close(now)
    if not now.turned:
        return replace(now, turned=(choice,)), None
    return _attempt(now, now.turned[0], choice)


def _attempt(now: Round, first: int, second: int) -> tuple[Round, Attempt]:
    """Compare two cards; a miss counts only where the first card's partner had been seen.

    Who was shown the partner, and turns another one, turns the partner all the same.
    """
    if now.cards[first] != now.cards[second] and needs_help(now):
        return _together(now, first)
    matched = now.cards[first] == now.cards[second]
    missed = not matched and partner(now, first) in now.seen
    right = not now.helped if matched else (False if missed else None)
    after = replace(
        now,
        found=now.found + ((first, second) if matched else ()),
        turned=() if matched else (first, second),
        seen=(*(one for one in now.seen if one not in (first, second)), first, second),
        misses=0 if matched else now.misses + missed,
        vain=0 if matched else now.vain + 1,
        helped=False,
    )
    return (_pass_on(after) if matched else after), Attempt(now.seat, right, matched)


def _together(now: Round, first: int) -> tuple[Round, Attempt]:
    """Find the pair of a card that lies open, by whomever it was not to be found."""
    pair = first, partner(now, first)
    seen = (*(one for one in now.seen if one not in pair), *pair)
    after = replace(
        now, found=now.found + pair, turned=(), seen=seen, misses=0, vain=0, helped=False
    )
    return _pass_on(after), Attempt(now.seat, None, matched=True)


def close(now: Round) -> Round:
    """Turn two cards that differ back again and pass the turn on."""
    return _pass_on(replace(now, turned=())) if len(now.turned) == 2 else now


def _pass_on(now: Round) -> Round:
    return replace(now, seat=(now.seat + 1) % now.seats)


def partner(now: Round, card: int) -> int:
    """Find the other card with the same picture."""
    picture = now.cards[card]
    return next(at for at, other in enumerate(now.cards) if other == picture and at != card)


def hint(now: Round) -> int | None:
    """Point at a card that brings a pair nearer; None when every pair is found."""
    if len(now.turned) == 1:
        return partner(now, now.turned[0])
    hidden = [card for card in range(len(now.cards)) if card not in now.found]
    known = [card for card in hidden if partner(now, card) in now.seen]
    return next(iter(known + hidden), None)


def needs_help(now: Round) -> bool:
    """Tell whether to find this pair together: after two misses, with one card turned.

    Or after many tries in vain: who turns the same two cards again and again misses nothing.
    """
    if len(now.turned) != 1:
        return False
    known, hidden = partner(now, now.turned[0]) in now.seen, len(now.cards) - len(now.found)
    return (known and now.misses >= 2) or now.vain >= hidden // 2 + IN_VAIN


def help_along(now: Round) -> Round:
    """Note that the partner was shown, so that this pair counts as found together."""
    return replace(now, helped=True) if len(now.turned) == 1 else now


def choices(now: Round) -> list[int]:
    """List the cards that can be turned."""
    now = close(now)
    return [at for at in range(len(now.cards)) if at not in now.found and at not in now.turned]


def noisy(now: Round, rng: Random) -> int | None:
    """Turn a card as a child may who keeps the last few in mind: the more lie there, the less."""
    now = close(now)
    hidden, kept = choices(now), now.seen[-KEPT_IN_MIND:]
    if now.turned and partner(now, now.turned[0]) in kept:
        return partner(now, now.turned[0])
    return rng.choice(hidden) if hidden else None


def result(now: Round) -> tuple[str, ...] | None:
    """Tell what was found, in the order it was found; None while a pair is still hidden."""
    if len(now.found) < len(now.cards):
        return None
    return tuple(now.cards[card] for card in now.found[::2])
