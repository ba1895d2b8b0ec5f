import pytest

from sync.hq.told.sums import LEAST_HOUSES, Felt, felt, sum_up
from sync.month_summary import Answers
from tests.sync.hq.cast import a_month


def test_a_month_of_many_houses_is_the_sum_of_each() -> None:
    one = a_month(activity_minutes=600, participations=80, home_visits=4, services={"cash": 3})
    other = a_month(children=9, services={"cash": 1, "medical": 2})
    sums = sum_up([one, other])
    assert (sums.houses, sums.children, sums.minutes_open) == (2, 40, 18720)
    assert (sums.activity_minutes, sums.participations, sums.home_visits) == (600, 80, 4)
    assert (sums.services, sums.felt, sums.liked) == (6, None, None)


def test_the_dice_are_taken_out_of_what_many_houses_told() -> None:
    told = [Answers((10, 10, 10))] * 5 + [Answers((5, 10, 15))] * 5
    # Of 30 children a third by dice in each band is 5: the rest stands for half of the truth.
    assert felt(told) == Felt(10, (17, 33, 50))


def test_what_few_houses_told_says_nothing() -> None:
    told = [Answers((5, 10, 15))] * (LEAST_HOUSES - 1) + [Answers(None), None]
    assert felt(told) is None


def test_a_band_that_dice_alone_filled_is_empty_and_not_less() -> None:
    shares = felt([Answers((0, 5, 25))] * LEAST_HOUSES)
    assert shares is not None
    assert shares.shares[0] == 0
    assert sum(shares.shares) == pytest.approx(100, abs=1)
