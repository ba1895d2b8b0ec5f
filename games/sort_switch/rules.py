"""The game itself: a dozen cards, each to be put into the basket that the sign tells.

A card and a basket show a kind of thing, in a look (colour and pattern), so many, of a size; the
sign tells in which of these they are to be alike. Cooperative: all sort into the same baskets.
"""

from dataclasses import dataclass, replace
from random import Random

from games.content import content
from games.contract import Attempt

# So many cards can be shared out equally among one, two, three or four children.
CARDS = 12
WAYS = ("kind", "look", "count", "size")
# After so many misses at a card it is shown where it goes; at one more it goes there.
MISSES = 2
# How likely a child that errs is to err at the easiest card, for each thing to be minded.
SLIP = 0.03
_BASKET = "1F9FA"

# What a card shows: in each of WAYS, in this order.
Face = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What the baskets show, the cards, and by which rule each card is sorted."""

    level: int
    seats: int
    first: int
    baskets: tuple[Face, ...]
    cards: tuple[Face, ...]
    rules: tuple[str, ...]
    gift: str
    at: int = 0
    tries: int = 0

    @property
    def seat(self) -> int:
        """Tell whose turn it is: card by card."""
        return (self.first + min(self.at, CARDS - 1)) % self.seats

    @property
    def rule(self) -> str:
        """Tell the rule that the sign shows."""
        return self.rules[min(self.at, CARDS - 1)]


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Set up the baskets of a level (1 to 12), and shuffle its cards."""
    how = content(__file__)["levels"][level - 1]
    count, differs = how["baskets"], [*how["rules"], *how["also"]]
    baskets = _baskets(count, differs, rng)
    rules = _order(how["rules"], how["every"], rng)
    homes = rng.sample([at % count for at in range(CARDS)], CARDS)
    cards = tuple(
        _card(baskets, home, _rivals(rules, at, differs), rng) for at, home in enumerate(homes)
    )
    gift = rng.choice(content(__file__)["gifts"])
    return Round(level, seats, first % seats, baskets, cards, rules, gift)


def _baskets(count: int, differs: list[str], rng: Random) -> tuple[Face, ...]:
    """Let the baskets differ in every way in which cards do, and in no other."""
    shown: list[list[str | int]] = []
    for way in WAYS:
        can = content(__file__)["shows"][way]
        usual = rng.choice(can) if way in {"kind", "look"} else can[0]
        shown.append(rng.sample(can, count) if way in differs else [usual] * count)
    return tuple(zip(*shown, strict=True))


def _order(rules: list[str], every: int, rng: Random) -> tuple[str, ...]:
    """Tell the rule of each card; mixed, no rule comes three times in a row."""
    turned = rng.sample(rules, len(rules))
    if every > 1:
        return tuple(turned[at // every % len(turned)] for at in range(CARDS))
    mixed: list[str] = []
    for _ in range(CARDS):
        tired = mixed[-1] if len(set(mixed[-2:])) == 1 < len(mixed) else None
        mixed.append(rng.choice([rule for rule in rules if rule != tired]))
    return tuple(mixed)


def _rivals(rules: tuple[str, ...], at: int, differs: list[str]) -> tuple[str, list[str]]:
    """Tell a card's rule and the other ways, the rule that held before it first."""
    before = [rule for rule in reversed(rules[:at]) if rule != rules[at]]
    others = [way for way in differs if way != rules[at]]
    return rules[at], sorted(others, key=lambda way: way not in before[:1])


def _card(baskets: tuple[Face, ...], home: int, ways: tuple[str, list[str]], rng: Random) -> Face:
    """Draw a card of one basket by its rule, and of another by the rule that held before."""
    rule, rivals = ways
    likes = {way: rng.randrange(len(baskets)) for way in rivals} | {rule: home}
    if rivals:
        likes[rivals[0]] = rng.choice([at for at in range(len(baskets)) if at != home])
    return tuple(baskets[likes.get(way, home)][place] for place, way in enumerate(WAYS))


def differs(now: Round, way: str) -> bool:
    """Tell whether the baskets differ in a way."""
    place = WAYS.index(way)
    return len({face[place] for face in now.baskets}) > 1


def mixed(now: Round) -> bool:
    """Tell whether the rule may change at every card."""
    every: int = content(__file__)["levels"][now.level - 1]["every"]
    return every == 1


def changed(now: Round) -> bool:
    """Tell whether the sign shows another rule than before the last card."""
    return 0 < now.at < CARDS and now.rules[now.at] != now.rules[now.at - 1]


def home(now: Round, at: int) -> int:
    """Tell into which basket a card goes."""
    place = WAYS.index(now.rules[at])
    return next(
        basket for basket, face in enumerate(now.baskets) if face[place] == now.cards[at][place]
    )


def choices(now: Round) -> list[int]:
    """List the baskets; none when every card is sorted."""
    return list(range(len(now.baskets))) if now.at < CARDS else []


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Put the card into a basket; one that it does not fit gives it back, until it was shown."""
    if choice not in choices(now):
        return now, None
    fits, is_first = choice == home(now, now.at), now.tries == 0
    attempt = Attempt(now.seat, fits if is_first else None)
    if fits or needs_help(now):
        return replace(now, at=now.at + 1, tries=0), attempt
    return replace(now, tries=now.tries + 1), attempt


def needs_help(now: Round) -> bool:
    """Tell whether this card was missed so often that it is shown where it goes."""
    return now.tries >= MISSES


def hint(now: Round) -> int | None:
    """Tell the basket that fits; None when every card is sorted."""
    return home(now, now.at) if now.at < CARDS else None


def noisy(now: Round, rng: Random) -> int | None:
    """Sort as a child that minds the sign half: most errors come when it has just changed."""
    if now.at >= CARDS:
        return None
    load = len(now.baskets) + len(set(now.rules)) + 2 * changed(now)
    return rng.choice(choices(now)) if rng.random() < SLIP * load else hint(now)


def result(now: Round) -> tuple[str, ...] | None:
    """Show the basket and what waited beneath the last card; None until all are sorted."""
    return (_BASKET, now.gift) if now.at >= CARDS else None
