from random import Random

import pytest

from sync.backoff import GROWS_FOR, LONGEST_ASKED, after_refusal, delay, resumed


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


def test_a_refusal_waits_longer_each_time_up_to_six_hours():
    assert [after_refusal(tries, Highest()) for tries in (1, 2, 3, 4, 5, 6, 99)] == [
        900,
        1800,
        3600,
        7200,
        14400,
        21600,
        21600,
    ]
    assert after_refusal(1, Lowest()) == 450


def test_the_wait_grows_no_more_from_the_number_that_says_so():
    assert delay(GROWS_FOR, Highest()) == delay(GROWS_FOR + 1, Highest()) == 900
    assert delay(GROWS_FOR - 1, Highest()) < 900


def test_a_wait_goes_on_where_a_restart_cut_it():
    assert resumed(5, 1030, 1000, Random(1)) == 30
    assert resumed(5, 1030, 2000, Random(1)) == 0
    assert resumed(0, 1030, 1000, Random(1)) == 0


@pytest.mark.parametrize(("next_try", "now"), [(None, 1000), (1030, None), (10**9, 1000)])
def test_a_clock_that_was_set_or_is_not_known_makes_no_wait_longer(next_try, now):
    waits = {resumed(5, next_try, now, Random(seed)) for seed in range(50)}
    assert 1 <= min(waits) < max(waits) <= 32


def test_a_wait_that_was_asked_for_goes_on_after_a_restart():
    assert resumed(1, 1000 + int(LONGEST_ASKED) + 2, 1000, Random(1)) == LONGEST_ASKED + 2
    assert resumed(1, 1000 + int(LONGEST_ASKED), 1000, Random(1), longest=10) == LONGEST_ASKED


def test_houses_do_not_knock_together():
    assert len({round(delay(9, Random(seed)), 1) for seed in range(200)}) > 100
