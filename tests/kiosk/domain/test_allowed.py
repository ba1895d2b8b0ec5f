"""Small children play what an adult allows; from six on everything."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ages import age_on
from kiosk.domain.allowed import Allowed, allowed_at, is_small

BIRTH = date(2020, 11, 25)
DAY_BEFORE, BIRTHDAY = date(2026, 11, 24), date(2026, 11, 25)

days = st.dates(date(2010, 1, 1), date(2040, 1, 1))


def test_under_six_nothing_is_played_until_an_adult_allows_it() -> None:
    assert allowed_at(BIRTH, DAY_BEFORE, Allowed.ALL) is Allowed.NONE
    assert allowed_at(BIRTH, DAY_BEFORE, Allowed.NONE) is Allowed.NONE
    assert allowed_at(BIRTH, DAY_BEFORE, Allowed.WITHOUT_LETTERS) is Allowed.WITHOUT_LETTERS


def test_the_sixth_birthday_opens_every_game() -> None:
    assert {allowed_at(BIRTH, BIRTHDAY, said) for said in Allowed} == {Allowed.ALL}


def test_what_needs_letters_is_for_those_who_may_play_all() -> None:
    assert [one for one in Allowed if one.permits(letters=True)] == [Allowed.ALL]
    assert [one for one in Allowed if one.permits(letters=False)] == [
        Allowed.ALL,
        Allowed.WITHOUT_LETTERS,
    ]


@given(days, days, st.sampled_from(Allowed))
def test_no_small_child_ever_plays_all_and_no_big_one_less(birth, today, said) -> None:
    allowed = allowed_at(birth, today, said)
    assert is_small(birth, today) is (age_on(birth, today) < 6)
    assert (allowed is Allowed.ALL) is (not is_small(birth, today))
    assert allowed_at(birth, today, allowed) is allowed
