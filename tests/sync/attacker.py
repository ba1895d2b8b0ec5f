"""Somebody who knows every answer of every child but one, and all that was ever told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

BANDS = (0, 1, 2)
Counts = tuple[int, int, int]
Told = Counts | None


@dataclass(frozen=True)
class Month:
    """What the attacker knows of a month.

    others: how many of the others are in each band, or even: in which bands their dice put them.
    answered: whether the last child did. told: as often as it was told.
    """

    others: Counts
    answered: bool
    told: tuple[Told, ...]


def more(counts: Sequence[int], band: int) -> Counts:
    low, middle, high = (count + (band == here) for here, count in zip(BANDS, counts, strict=True))
    return low, middle, high


def all_counts(children: int) -> list[Counts]:
    spans = product(range(children + 1), repeat=2)
    return [(low, mid, children - low - mid) for low, mid in spans if low + mid <= children]


def left_by_counts(month: Month, rule: Callable[[Counts], Told]) -> set[int]:
    """Tell which bands of the last child are left where a rule of the counts alone was followed."""
    return {b for b in BANDS if all(told == rule(more(month.others, b)) for told in month.told)}


def left_by_dice(
    months: Sequence[Month], rule: Callable[[Counts], Told]
) -> list[dict[int, Fraction]]:
    """Go through every history of the last child, and every way in which its dice may lie.

    The others' dice are laid open to this attacker. Returns for each month how likely what was
    told is, by the band that the child was in; bands that cannot be are not named.
    """
    ways = list(product(BANDS, repeat=3))
    known = [month for month in months if month.answered]
    fits = [
        {b for b in BANDS if all(told == rule(more(month.others, b)) for told in month.told)}
        for month in known
    ]
    left: list[dict[int, Fraction]] = [{} for _ in known]
    for history in product(BANDS, repeat=len(known)):
        for way in ways:
            if all(way[band] in fit for band, fit in zip(history, fits, strict=True)):
                weight = _chance(way)
                for place, band in enumerate(history):
                    left[place][band] = left[place].get(band, Fraction(0)) + weight
    return left


def chance_of_history(
    months: Sequence[Month], history: Sequence[int], rule: Callable[[Counts], Told]
) -> Fraction:
    """Tell how likely what was told is if the last child was in these bands."""
    chance = Fraction(0)
    for way in product(BANDS, repeat=3):
        seen = zip(months, history, strict=True)
        right = ({rule(more(month.others, way[band]))} == {*month.told} for month, band in seen)
        if all(right):
            chance += _chance(way)
    return chance


def _chance(way: Sequence[int]) -> Fraction:
    """Tell how likely the dice put a child of each band there: 4 in 6 into its own."""
    chance = Fraction(1)
    for band, shown in enumerate(way):
        chance *= Fraction(4 if band == shown else 1, 6)
    return chance


def keep_back_until_it_holds(children: int, rule: Callable[[Counts], Told]) -> dict[Counts, Told]:
    """Keep back, of a rule, whatever pins the last of so many children, until nothing does."""
    told = {counts: rule(counts) for counts in all_counts(children)}
    while True:
        pinned = set()
        for others in all_counts(children - 1):
            three = [more(others, band) for band in BANDS]
            for one in three:
                if [told[other] for other in three].count(told[one]) == 1:
                    # Where "kept back" pins by itself, its neighbours have to be kept back too.
                    pinned |= {other for other in three if told[other] is not None}
        if not pinned:
            return told
        told |= dict.fromkeys(pinned)


def shown_by_dice(children: int) -> dict[Counts, dict[Counts, int]]:
    """Tell for all true counts in how many of 6^n throws the dice show which counts."""
    ways: dict[Counts, dict[Counts, int]] = {(0, 0, 0): {(0, 0, 0): 1}}
    for number in range(1, children + 1):
        ways |= {counts: _one_more(ways, counts) for counts in all_counts(number)}
    return ways


def _one_more(ways: dict[Counts, dict[Counts, int]], counts: Counts) -> dict[Counts, int]:
    own = next(band for band in BANDS if counts[band])
    fewer = (counts[0] - (own == 0), counts[1] - (own == 1), counts[2] - (own == 2))
    sums: dict[Counts, int] = {}
    for shown, number in ways[fewer].items():
        for band in BANDS:
            key = more(shown, band)
            sums[key] = sums.get(key, 0) + number * (4 if band == own else 1)
    return sums
