"""Which combinations are tried each time, and which only in `make test-long`."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet


def called(one: Any) -> str:
    """Name a panel by its width, and anything else by itself."""
    return str(one[0] if isinstance(one, tuple) else one)


def first_each_time(
    values: Iterable[Any], number: int = 1, name: Callable[[Any], str] = called
) -> list[ParameterSet]:
    """Try the first of these each time, a number of them; the others are `long`."""
    return [
        pytest.param(one, id=name(one), marks=() if place < number else pytest.mark.long)
        for place, one in enumerate(values)
    ]


def by_turns(
    many: Collection[Any], few: Sequence[Any], at_once: int = 1, name: Callable[[Any], str] = called
) -> list[ParameterSet]:
    """Pair each of many with each of few; each time with `at_once` of them, which take turns.

    So each of many is tried each time, and each of few on its share of them; the other pairs are
    `long`. It is for what hardly goes together: a page that fits in one language, and not in
    another on another panel.
    """
    return [
        pytest.param(
            one,
            other,
            id=f"{name(one)}-{name(other)}",
            marks=() if (place - turn) % len(few) < at_once else pytest.mark.long,
        )
        for place, other in enumerate(few)
        for turn, one in enumerate(many)
    ]
