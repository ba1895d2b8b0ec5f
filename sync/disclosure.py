"""What of the moods of a month may leave a house: how many children in three bands, by lot.

The program's rules: at least 10 children who answered, every band that is not empty at least 3,
rounded to 5, computed once, then frozen; of the whole house, never of a part of it.

These rules alone protect nobody. Who knows all answers but one knows the two others in a band,
and the rules: were it told, the last child would be the third. No rule that looks only at the
counts does better, however much it keeps back. Of the three counts that the last child can make
with all others, none may stand alone in what is told of it, so all three are told alike; from
three to three one gets to all counts of so many children: all are told alike. The tests do this
sum (`tests/sync/test_disclosure.py`).

So each child first throws a die: with 1, 2 or 3 it counts in its own band, with 4 in the low one,
with 5 in the middle one, with 6 in the high one; then the rules hold for what the dice show. Were
all dice laid open, each child could still have felt any way: what is seen is at most 4 times as
likely of one band as of another (that is randomized response: Warner, JASA 60, 1965), and rounding,
keeping back, and every sum that somebody knows only take away from that.

A child's die lies as it fell for as long as its band is the same: it hangs on a lot that the
house alone can draw, by child and band. Who sees that a child felt the same in many months sees one
throw, and no average; whatever its bands were, at most 64 times, and never only one is left.

Not covered: a child whose own answers of other months somebody knows, and whoever can draw the
lots, that is, who has the house's key and could read the answers themselves. Moods and feedback
are two throws: who holds that both are always alike multiplies the two figures.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

LOW, MIDDLE, HIGH = BANDS = (0, 1, 2)
LEAST_CHILDREN = 10
LEAST_IN_BAND = 3
STEP = 5

_SIDES = 6

Bands = tuple[int, int, int]


def publish(children: Iterable[tuple[int, bytes]]) -> Bands | None:
    """Tell how many children are in each band, or None: kept back.

    children: of each its band, and the lot of this child in this band (16 random bytes).
    """
    shown = Counter(thrown(band, lot) for band, lot in children)
    return rounded([shown[band] for band in BANDS])


def thrown(band: int, lot: bytes) -> int:
    """Tell in which band a child counts: by a die, half of the time its own."""
    side = int.from_bytes(lot) % _SIDES
    return band if side < _SIDES // 2 else side - _SIDES // 2


def rounded(counts: Sequence[int]) -> Bands | None:
    """Round the three counts to 5, or keep them back where there are too few children."""
    if sum(counts) < LEAST_CHILDREN or any(0 < count < LEAST_IN_BAND for count in counts):
        return None
    low, middle, high = ((count + STEP // 2) // STEP * STEP for count in counts)
    return low, middle, high


def estimated(told: Sequence[int]) -> tuple[float, float, float]:
    """Tell how the dice must have been thrown: of many houses together, about the true counts.

    Half of the children and a sixth of all are in a band: twice that, less a third of all.
    """
    low, middle, high = (2 * count - sum(told) / 3 for count in told)
    return low, middle, high
