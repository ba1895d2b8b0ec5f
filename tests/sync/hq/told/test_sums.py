import pytest

from sync.hq.told.sums import LEAST_HOUSES, Felt, felt


def test_the_dice_are_taken_out_of_what_many_houses_told() -> None:
    # Of 30 children a third by dice in each band is 5: the rest stands for half of the truth.
    assert felt(10, (75, 100, 125)) == Felt(10, (17, 33, 50))


def test_what_few_houses_told_says_nothing() -> None:
    assert felt(LEAST_HOUSES - 1, (45, 90, 135)) is None


def test_a_band_that_dice_alone_filled_is_empty_and_not_less() -> None:
    shares = felt(LEAST_HOUSES, (0, 50, 250))
    assert shares is not None
    assert shares.shares[0] == 0
    assert sum(shares.shares) == pytest.approx(100, abs=1)
