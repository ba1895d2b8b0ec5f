import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import hotlines
from kiosk.domain.hotlines import (
    HOTLINES,
    LONGEST,
    MOST_OWN,
    MOST_SHOWN,
    NATIONAL,
    Hotline,
    fault_of,
    for_children,
    is_number,
    tidy,
)

NUMBERS = st.from_regex(r"\+?[0-9]([ -]?[0-9]){2,5}", fullmatch=True)
PURPOSES = st.text(min_size=1, max_size=6)


@st.composite
def lists(draw: st.DrawFn) -> list[Hotline]:
    """Lists as a counselor can leave them."""
    known = [
        replace(
            line,
            number=draw(st.just(line.number) | NUMBERS),
            shown=draw(st.booleans()),
        )
        for line in HOTLINES
    ]
    own = st.builds(Hotline, NUMBERS, PURPOSES, shown=st.booleans())
    return [*known, *draw(st.lists(own, max_size=MOST_OWN))]


@given(lists())
def test_what_is_written_is_read_again_and_what_does_not_fit_the_screen_never_is(
    lines: list[Hotline],
) -> None:
    rows = json.loads(json.dumps(hotlines.write(lines)))
    assert hotlines.read(rows) == (HOTLINES if fault_of(lines) else tuple(lines))


@given(lists())
def test_children_see_one_to_six_numbers_that_can_be_called(lines: list[Hotline]) -> None:
    shown = for_children(hotlines.read(hotlines.write(lines)))
    assert 1 <= len(shown) <= MOST_SHOWN
    assert all(is_number(line.number) for line in shown)


def test_nothing_is_written_of_what_is_as_at_first() -> None:
    assert hotlines.write(HOTLINES) == []
    assert hotlines.read([]) == HOTLINES
    assert for_children(HOTLINES) == NATIONAL


def test_a_number_that_was_left_as_it_is_follows_the_program() -> None:
    hidden = [replace(line, shown=line.key != "fire") for line in NATIONAL]
    assert hotlines.write(hidden) == [{"key": "fire", "shown": False}]


@pytest.mark.parametrize(
    "row",
    [
        {"key": "police", "number": "call me", "shown": True},
        {"key": "police", "number": "1" * (LONGEST + 1), "shown": True},
        {"key": "police", "purpose": "the village", "shown": True},
        {"key": "moon", "number": "110", "shown": True},
        {"purpose": "县救助站", "number": "", "shown": True},
        {"purpose": "", "number": "110", "shown": True},
    ],
)
def test_what_cannot_be_called_counts_for_nothing(row: dict[str, object]) -> None:
    assert hotlines.read([row]) == HOTLINES


@pytest.mark.parametrize("key", [line.key for line in NATIONAL])
def test_no_house_is_without_the_numbers_of_the_country(key: str) -> None:
    rows = [{"key": line.key, "shown": False} for line in NATIONAL]
    assert key in {line.key for line in for_children(hotlines.read(rows))}


@pytest.mark.parametrize("text", ["110", "12345", "139 8765 4321", "0834-7612345", "+8613987654"])
def test_what_a_telephone_calls_is_a_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["", "11", "110!", "police", "- 110", "110-", "1  10", "١١٠", "0834-761234567"]
)
def test_what_no_telephone_calls_is_none(text: str) -> None:
    assert not is_number(text)


def test_the_digits_of_a_chinese_keyboard_are_digits() -> None:
    assert tidy(" １３９ ８７６５－４３２１ ") == "139 8765-4321"


@given(st.text(max_size=20))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
