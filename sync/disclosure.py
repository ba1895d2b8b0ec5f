"""What of the moods of a month may leave a house: how many children in three bands, by dice.

The program's rules: at least 10 children who answered, every band that is not empty at least 3,
rounded to 5, counted once and then frozen; of the whole house, never of a part of it.

These rules alone protect nobody from whoever knows all answers but one. Where the others are 2 low,
7 middle and 3 high, the month is told only if the last child is low too: told, it names that band.
Keeping back more does not help. The last child can make three counts out of those of the others;
what is told of them must not leave one standing alone, so all three are told alike; and since from
three to three one gets to every count of so many children, all are told alike, or nothing is
(`tests/sync/test_disclosure.py` does this sum). What hides a child has to be chance.

So each child first throws a die: with 1, 2 or 3 it counts in its own band, with 4 in the low one,
with 5 in the middle one, with 6 in the high one; then the rules hold for what the dice show. Even
if all dice were laid open, no band of a child could be ruled out, and none would be more than 4
times as likely as another by what is seen (randomized response: Warner, JASA 60, 1965). Rounding,
keeping back, and whatever somebody adds up can only take away from that. A band of which 3 are told
may hold fewer who felt so: that is the point.

A die lies as it fell for as long as the child's band is the same: it hangs on a lot that the house
alone can draw, for child and band. So many months in which a child felt the same show one throw,
and no average: 4 times still; whatever its bands were, 64 times at most, and none is ruled out. And
where a month is counted anew, since an older backup came back, the same answers show the same.

How many answered is not told.

Not covered: a child of whom somebody knows its own answers of other months; whoever can draw the
lots, which takes the house's key, and that opens the answers themselves. Moods and feedback are two
throws: for who holds them to be always alike the two figures multiply.
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
