"""Tell how children felt in many houses together; pure."""

from dataclasses import dataclass

from sync.disclosure import Bands, estimated


@dataclass(frozen=True, slots=True)
class Felt:
    """How children answered in some houses: shares of the three bands in percent, about."""

    houses: int
    shares: tuple[int, int, int]


# The dice of one house say little: so many houses bring the error down to a few in a hundred.
LEAST_HOUSES = 10


def felt(houses: int, together: Bands) -> Felt | None:
    """Tell the shares of bands that so many houses told together; None for few houses."""
    if houses < LEAST_HOUSES:
        return None
    counts = [max(count, 0.0) for count in estimated(together)]
    low, middle, high = (round(100 * count / sum(counts)) for count in counts)
    return Felt(houses, (low, middle, high))
