"""What is tried each time, what with every other commit, and what only in `make test-long`."""

import subprocess
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from _pytest.mark.structures import ParameterSet

Test = TypeVar("Test")


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


@cache
def commits() -> int:
    """Count the commits of this tree; none where no git knows."""
    counting = ["git", "rev-list", "--count", "HEAD"]
    try:
        told = subprocess.run(counting, cwd=Path(__file__).parent, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(told.stdout)


def with_every_other_commit(turn: int) -> Callable[[Test], Test]:
    """Try what takes long with every other commit, and with those between what has another turn.

    Of one commit it is the same on each machine; where it is not its turn it is `long`.
    """
    return (lambda test: test) if _is_of_this_commit(turn) else pytest.mark.long


def by_turns(
    many: Collection[Any],
    few: Sequence[Any],
    at_once: int = 1,
    name: Callable[[Any], str] = called,
    *,
    halves: bool = False,
) -> list[ParameterSet]:
    """Pair each of many with each of few; each time with `at_once` of them, which take turns.

    So each of many is tried each time, and each of few on its share of them; the other pairs are
    `long`. It is for what hardly goes together: a page that fits in one language, and not in
    another on another panel. halves: each of many only `with_every_other_commit`.
    """
    return [
        pytest.param(
            one,
            other,
            id=f"{name(one)}-{name(other)}",
            marks=()
            if (place - turn) % len(few) < at_once and (not halves or _is_of_this_commit(turn))
            else pytest.mark.long,
        )
        for place, other in enumerate(few)
        for turn, one in enumerate(many)
    ]


def _is_of_this_commit(turn: int) -> bool:
    return (turn + commits()) % 2 == 0
