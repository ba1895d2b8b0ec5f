from random import Random

import pytest

from sync.backoff import delay


class Highest(Random):
    def uniform(self, a: float, b: float) -> float:
        return b


class Lowest(Random):
    def uniform(self, a: float, b: float) -> float:
        return a


def test_the_ceiling_doubles_from_two_seconds_to_a_quarter_of_an_hour():
    ceilings = [delay(tries, Highest()) for tries in range(1, 12)]
    assert ceilings == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_it_never_knocks_again_within_a_second():
    assert {delay(tries, Lowest()) for tries in range(1, 1000, 37)} == {1}


@pytest.mark.parametrize("longest", [0.05, 3, 900])
def test_no_number_of_tries_waits_longer_than_the_longest(longest):
    for tries in (1, 2, 50, 10**9):
        assert 0 < delay(tries, Random(tries), longest) <= longest


def test_houses_do_not_knock_together():
    assert len({round(delay(9, Random(seed)), 1) for seed in range(200)}) > 100
