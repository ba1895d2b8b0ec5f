from hashlib import blake2b
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import disclosure
from sync.disclosure import BANDS, publish, rounded, thrown
from tests.sync.attacker import (
    Month,
    all_counts,
    chance_of_history,
    keep_back_until_it_holds,
    left_by_counts,
    left_by_dice,
    more,
    shown_by_dice,
)

SIZES = range(10, 26)


def lot(child, band, secret=b""):
    return blake2b(secret + child.to_bytes(2) + bytes([band]), digest_size=16).digest()


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((3, 7, 3), (5, 5, 5)),
        ((0, 0, 10), (0, 0, 10)),
        ((0, 12, 18), (0, 10, 20)),
        ((0, 13, 17), (0, 15, 15)),
        ((2, 8, 3), None),
        ((1, 20, 30), None),
        ((3, 3, 3), None),
        ((0, 0, 0), None),
    ],
)
def test_the_programs_rules(counts, told):
    assert rounded(counts) == told


def test_a_die_falls_as_it_should():
    for band in BANDS:
        sides = [thrown(band, bytes(15) + bytes([side])) for side in range(6)]
        assert sides == [band, band, band, 0, 1, 2]


def test_each_side_falls_about_as_often():
    falls = [thrown(0, lot(child, 0, bytes([house]))) for child in range(60) for house in range(99)]
    shares = [falls.count(band) / len(falls) for band in BANDS]
    assert shares == pytest.approx([4 / 6, 1 / 6, 1 / 6], abs=0.02)


def test_of_many_houses_together_the_true_share_is_found_again():
    truth, sums = (4, 12, 24), [0.0, 0.0, 0.0]
    bands = [band for band in BANDS for _ in range(truth[band])]
    told = [
        publish((band, lot(child, band, bytes([1, house // 250, house % 250])))
                for child, band in enumerate(bands))
        for house in range(2000)
    ]  # fmt: skip
    counted = [one for one in told if one]
    for one in counted:
        sums = [a + b for a, b in zip(sums, disclosure.estimated(one), strict=True)]
    assert len(counted) > 1900
    assert [one / len(counted) for one in sums] == pytest.approx(truth, abs=0.5)


def test_the_rules_without_the_dice_pin_the_last_child():
    others = (2, 7, 3)
    told = rounded(more(others, 0))
    assert told == (5, 5, 5)
    assert left_by_counts(Month(others, True, (told,)), rounded) == {0}
    # Keeping back pins as well: nobody else is in the low band, and with the last child in either
    # of the others the month would have been told.
    kept = Month((0, 9, 3), True, (rounded((1, 9, 3)),))
    assert left_by_counts(kept, rounded) == {0}


@pytest.mark.parametrize("children", SIZES)
def test_the_attacker_finds_what_the_rules_alone_give_away(children):
    pinned = {
        more(others, band)
        for others in all_counts(children - 1)
        for band in BANDS
        if left_by_counts(Month(others, True, (rounded(more(others, band)),)), rounded) == {band}
    }
    assert pinned


@pytest.mark.parametrize("children", SIZES)
def test_a_rule_without_dice_that_pins_nobody_tells_nothing(children):
    told = keep_back_until_it_holds(children, rounded)
    assert set(told.values()) == {None}


def test_nor_does_rounding_alone():
    def rule(counts):
        return tuple((count + 2) // 5 * 5 for count in counts)

    assert set(keep_back_until_it_holds(16, rule).values()) == {None}


def test_whatever_is_told_of_10_to_25_children_leaves_every_band_of_the_last_one():
    ways = shown_by_dice(max(SIZES))
    told = {}
    for counts, shown in ways.items():
        if sum(counts) in SIZES or sum(counts) + 1 in SIZES:
            told[counts] = sums = {}
            for one, number in shown.items():
                sums[rounded(one)] = sums.get(rounded(one), 0) + number
    for children in SIZES:
        for others in all_counts(children - 1):
            three = [told[more(others, band)] for band in BANDS]
            for one in set().union(*three):
                chances = [of_band.get(one, 0) for of_band in three]
                assert 0 < max(chances) <= 4 * min(chances)


@st.composite
def houses(draw):
    """Draw a house over some months: who comes anew, who left, who answered, in which band."""
    children = draw(st.integers(10, 28))
    answers = st.sampled_from([*BANDS, *BANDS, *BANDS, None])
    months = draw(st.integers(1, 4))
    last = st.lists(answers, min_size=months, max_size=months)
    return [draw(last) for _ in range(children)], draw(st.binary(min_size=4, max_size=4))


@given(houses(), st.integers(1, 3))
@settings(max_examples=150)
def test_in_no_month_of_a_house_only_one_band_of_the_last_child_is_left(house, times):
    answers, secret = house
    last, others = answers[0], answers[1:]
    months = []
    for place, own in enumerate(last):
        felt = [(n + 1, one[place]) for n, one in enumerate(others) if one[place] is not None]
        everyone = [*felt, *([(0, own)] if own is not None else [])]
        # A month that is told again, say since a headcount was wrong, is told as it was frozen.
        told = publish((band, lot(child, band, secret)) for child, band in everyone)
        dice = [thrown(band, lot(child, band, secret)) for child, band in felt]
        shown = tuple(dice.count(band) for band in BANDS)
        months.append(Month(shown, own is not None, (told,) * times))
    known = [month for month in months if month.answered]
    for left in left_by_dice(months, rounded):
        assert set(left) == set(BANDS)
        assert max(left.values()) <= 64 * min(left.values())
    same = [chance_of_history(known, [band] * len(known), rounded) for band in BANDS]
    assert max(same) <= 4 * min(same)


def test_a_throw_that_changed_each_month_would_wear_out():
    """Why a die lies as it fell: of twelve fresh throws the average tells the child's band."""
    fresh = [(4 / 6) ** 8 * (1 / 6) ** 4, (1 / 6) ** 8 * (4 / 6) ** 4]
    assert fresh[0] > 64 * fresh[1]


def felt(child, secret):
    """Tell a band: one in ten low, three in ten in the middle, six in ten high."""
    (at,) = blake2b(secret + bytes([child]), digest_size=1).digest()
    return disclosure.LOW if at < 26 else disclosure.MIDDLE if at < 102 else disclosure.HIGH


def shares_told(children, houses=400):
    """Tell which share of so many houses is told, and which would be without the dice."""
    told = without = 0
    for house in range(houses):
        secret = house.to_bytes(4)
        bands = [felt(child, secret) for child in range(children)]
        told += publish((band, lot(n, band, secret)) for n, band in enumerate(bands)) is not None
        without += rounded([bands.count(band) for band in BANDS]) is not None
    return told / houses, without / houses


@pytest.mark.parametrize(("children", "least"), [(12, 0.3), (20, 0.75), (40, 0.95), (60, 0.99)])
def test_most_months_of_a_house_are_told(children, least):
    told, without = shares_told(children)
    print(f"{children} children answered: {told:.0%} of months told, {without:.0%} without dice")
    assert told >= least


def test_the_three_bands_of_one_child_are_three_throws():
    falls = {tuple(thrown(band, lot(child, band)) for band in BANDS) for child in range(9999)}
    assert falls == set(product(BANDS, repeat=3))
