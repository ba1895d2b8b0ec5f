"""Sum up what many houses told of a month; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.disclosure import BANDS, Bands, estimated
from sync.month_summary import Answers, MonthSummary


@dataclass(frozen=True, slots=True)
class Felt:
    """How children answered in some houses: shares of the three bands in percent, about."""

    houses: int
    shares: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sums:
    """One month of many houses; felt, liked: None where too few houses told it to say anything."""

    houses: int
    children: int
    minutes_open: int
    activity_minutes: int
    participations: int
    home_visits: int
    services: int
    felt: Felt | None
    liked: Felt | None


# The dice of one house say little: so many houses bring the error down to a few in a hundred.
LEAST_HOUSES = 10


def sum_up(months: Sequence[MonthSummary]) -> Sums:
    """Sum up one month of some houses."""
    return Sums(
        houses=len(months),
        children=sum(one.children for one in months),
        minutes_open=sum(one.minutes_open for one in months),
        activity_minutes=sum(one.activity_minutes for one in months),
        participations=sum(one.participations for one in months),
        home_visits=sum(one.home_visits for one in months),
        services=sum(sum(one.services.values()) for one in months),
        felt=felt(one.moods for one in months),
        liked=felt(one.feedback for one in months),
    )


def felt(told: Iterable[Answers | None]) -> Felt | None:
    """Tell the shares of the bands in the houses that told them, about; None for few houses."""
    bands = [one.bands for one in told if one and one.bands]
    low, middle, high = (sum(band[place] for band in bands) for place in BANDS)
    return felt_by(len(bands), (low, middle, high))


def felt_by(houses: int, together: Bands) -> Felt | None:
    """Tell the shares of bands that so many houses told together; None for few houses."""
    if houses < LEAST_HOUSES:
        return None
    counts = [max(count, 0.0) for count in estimated(together)]
    low, middle, high = (round(100 * count / sum(counts)) for count in counts)
    return Felt(houses, (low, middle, high))
