import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.tags import LONGEST, SHORTEST, number_of


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0004829173", "0004829173"),
        (" 04-a2:7f:b1 ", "04A27FB1"),
        ("123", ""),
        ("1-2-3-4", "1234"),
        ("", ""),
        ("小竹小竹", ""),
        ("7" * LONGEST, "7" * LONGEST),
        ("7" * (LONGEST + 1), ""),
    ],
)
def test_a_number_is_letters_and_digits_and_neither_too_short_nor_too_long(
    typed: str, number: str
) -> None:
    assert number_of(typed) == number


@given(st.text())
def test_whatever_is_typed_gives_a_number_that_stays_itself_or_none(typed: str) -> None:
    number = number_of(typed)
    assert number_of(number) == number
    assert number == "" or SHORTEST <= len(number) <= LONGEST
    assert number.isascii()


@given(st.text(st.characters(codec="ascii", categories=["Lu", "Nd"]), min_size=SHORTEST))
def test_a_reader_that_writes_small_letters_means_the_same_tag(typed: str) -> None:
    assert number_of(typed.lower()) == number_of(typed)
