from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.hq.simulate.living import day_of, enrolled
from sync.hq.simulate.plan import plan
from sync.hq.simulate.seasons import Season, season
from sync.summary import DaySummary

FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
DAYS = [FIRST + timedelta(days=place) for place in range((LAST - FIRST).days + 1)]

numbers = st.integers(1, 9999)


@given(numbers, st.integers(), st.sampled_from(DAYS))
def test_every_day_is_one_that_a_house_could_tell(number: int, seed: int, day: date) -> None:
    one = plan(number, FIRST, LAST, seed)
    told = day_of(one, day)
    if told is not None:
        assert day >= one.joined
        assert DaySummary.from_payload(told.payload()) == told
        assert 0 <= told.newcomers <= told.present <= enrolled(one, day)
        assert told.health["disk_free_mb"] > 0
    assert day_of(one, day) == told


def test_more_children_come_in_the_holidays_than_on_school_days() -> None:
    cast = [plan(number, FIRST, LAST, seed=1) for number in range(1, 21)]
    came: dict[Season, list[float]] = {kind: [] for kind in Season}
    for one in cast:
        for day in DAYS:
            if told := day_of(one, day):
                came[season(day)].append(told.present / enrolled(one, day))
    mean = {kind: sum(shares) / len(shares) for kind, shares in came.items()}
    assert mean[Season.FESTIVAL] < mean[Season.SCHOOL] < mean[Season.WEEKEND]
    assert mean[Season.WEEKEND] < mean[Season.HOLIDAY]


def test_a_house_closes_on_its_own_weekdays_but_for_the_holidays() -> None:
    one = next(one for one in (plan(n, FIRST, LAST, 1) for n in range(1, 99)) if one.rest)
    told = [day for day in DAYS if day_of(one, day)]
    assert not [day for day in told if day.weekday() in one.rest and season(day) is Season.SCHOOL]
    assert [day for day in told if day.weekday() in one.rest]


def test_machines_are_warm_in_summer_and_their_disks_fill() -> None:
    one = plan(4, FIRST, LAST, seed=1)
    health = {day: told.health for day in DAYS if (told := day_of(one, day))}

    def warmth(month: int) -> float:
        known = [facts["temperature_c"] for day, facts in health.items() if day.month == month]
        return sum(known) / len(known)

    assert warmth(7) > warmth(1) + 5
    assert min(facts["disk_free_mb"] for facts in health.values()) < 12_000
