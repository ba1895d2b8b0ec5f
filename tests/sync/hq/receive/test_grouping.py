"""Callers in real threads whose work is done together."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from sync.hq.receive import grouping
from sync.hq.receive.grouping import Grouping
from tests.processes import wait_for

CALLERS = 12


class Away(Exception):
    """Something that concerns all alike."""


class Work:
    """Doubles numbers, slowly at first, and remembers in which groups they came."""

    def __init__(self, most: int = 100) -> None:
        self.groups: list[list[int]] = []
        self.may_begin = threading.Event()
        self.grouping = Grouping(self.do, key=lambda one: one % 100, most=most, common=Away)

    def do(self, numbers: Sequence[int]) -> list[int]:
        self.groups.append(list(numbers))
        assert self.may_begin.wait(20)
        for number in numbers:
            if number < 0:
                raise (Away if number == -1 else ValueError)(str(number))
        return [2 * number for number in numbers]

    def ask(self, *numbers: int) -> list[int | str]:
        """Let as many callers ask at once as there are numbers; the first one leads."""
        with ThreadPoolExecutor(len(numbers)) as pool:
            asked = [pool.submit(self._ask, numbers[0])]
            while not self.groups:
                pass
            asked += [pool.submit(self._ask, one) for one in numbers[1:]]
            while len(self.grouping._waiting) < len(numbers) - 1:
                pass
            self.may_begin.set()
            return [one.result(20) for one in asked]

    def begun(self, number: int) -> Future[int]:
        """Let one caller ask, and wait until that is being worked on."""
        asked = self.grouping.ask(number)
        wait_for("the first group", 20, lambda: self.groups)
        return asked

    def _ask(self, number: int) -> int | str:
        try:
            return self.grouping.ask(number).result(20)
        except (Away, ValueError) as problem:
            return f"{type(problem).__name__} {problem}"


def test_a_caller_who_is_alone_waits_for_nobody() -> None:
    work = Work()
    work.may_begin.set()
    assert [work.grouping.ask(one).result(20) for one in range(3)] == [0, 2, 4]
    assert work.groups == [[0], [1], [2]]


def test_who_comes_meanwhile_is_in_the_next_group() -> None:
    work = Work()
    assert work.ask(*range(CALLERS)) == [2 * one for one in range(CALLERS)]
    assert [sorted(group) for group in work.groups] == [[0], list(range(1, CALLERS))]


def test_those_who_come_in_a_moment_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_MOMENT", 2.0)
    work = Work()
    work.may_begin.set()
    asked = []
    for number in range(5):
        asked.append(work.grouping.ask(number))
        time.sleep(0.02)
    assert [one.result(20) for one in asked] == [2 * one for one in range(5)]
    assert work.groups == [[0, 1, 2, 3, 4]]


def test_a_full_group_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_MOMENT", 10.0)
    work = Work(most=3)
    work.may_begin.set()
    begun = time.monotonic()
    asked = [work.grouping.ask(number) for number in range(3)]
    assert [one.result(20) for one in asked] == [0, 2, 4]
    assert time.monotonic() - begun < 8


def test_a_group_has_a_bound_and_one_of_each_key() -> None:
    work = Work(most=4)
    numbers = (0, 1, 101, 201, 2, 3, 4, 5)
    assert work.ask(*numbers) == [2 * one for one in numbers]
    assert all(len(group) <= 4 for group in work.groups)
    assert all(len({one % 100 for one in group}) == len(group) for group in work.groups)
    assert sorted(one for group in work.groups for one in group) == sorted(numbers)


def test_what_goes_wrong_for_one_is_nobody_elses_trouble() -> None:
    assert Work().ask(0, 1, -7, 3) == [0, 2, "ValueError -7", 6]


def test_what_concerns_all_is_told_to_all_at_once() -> None:
    work = Work()
    assert work.ask(0, 1, -1, 3) == [0, "Away -1", "Away -1", "Away -1"]
    assert len(work.groups) == 2


@pytest.mark.parametrize("most", [1, 5, 100])
def test_many_callers_each_get_their_own_answer(most: int) -> None:
    work = Work(most)
    work.may_begin.set()
    numbers = range(600)
    with ThreadPoolExecutor(CALLERS) as pool:
        assert list(pool.map(work._ask, numbers)) == [2 * one for one in numbers]
    assert max(map(len, work.groups)) <= min(most, CALLERS)


def test_who_goes_away_is_not_worked_for_and_holds_nobody_up() -> None:
    work = Work()
    first = work.begun(0)
    gone, after = work.grouping.ask(1), work.grouping.ask(2)
    assert gone.cancel()
    work.may_begin.set()
    assert (first.result(20), after.result(20)) == (0, 4)
    assert 1 not in [one for group in work.groups for one in group]


def test_all_who_wait_may_go_away() -> None:
    work = Work()
    first, gone = work.begun(0), work.grouping.ask(1)
    assert gone.cancel()
    work.may_begin.set()
    assert first.result(20) == 0
    assert work.grouping.ask(3).result(20) == 6


def test_the_thread_ends_when_nobody_comes_and_begins_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grouping, "_LINGERS", 0.02)
    work = Work()
    work.may_begin.set()
    for number in range(5):
        assert work.grouping.ask(number).result(20) == 2 * number
        wait_for("the end of the thread", 30, lambda: not working())
    assert len(work.groups) == 5


@contextmanager
def no_room_for_threads() -> Iterator[None]:
    """Let each new thread ask for more memory than the machine can address."""
    before = threading.stack_size(1 << 47)
    try:
        yield
    finally:
        threading.stack_size(before)


def test_who_comes_when_no_thread_can_begin_is_told_and_those_after_are_worked_for() -> None:
    work = Work()
    work.may_begin.set()
    with no_room_for_threads():
        for number in (1, 2):
            with pytest.raises(RuntimeError, match="start new thread"):
                work.grouping.ask(number)
    assert work.grouping.stands_for == 0
    assert work.grouping.ask(3).result(20) == 6
    assert work.groups == [[3]]


def test_what_takes_long_is_seen_and_what_is_done_is_not() -> None:
    work = Work()
    begun = time.monotonic()
    first = work.begun(0)
    wait_for("it to take a while", 30, lambda: work.grouping.stands_for > 0.1)
    assert work.grouping.stands_for <= time.monotonic() - begun
    work.may_begin.set()
    assert first.result(20) == 0
    wait_for("the end of the group", 30, lambda: work.grouping.stands_for == 0)


def test_who_waits_long_while_others_are_worked_for_does_not_wait_in_vain() -> None:
    work = Work(most=1)
    work.begun(0)
    second = work.grouping.ask(1)
    wait_for("it to take a while", 30, lambda: work.grouping.stands_for > 0.2)
    released = time.monotonic()
    work.may_begin.set()
    assert second.result(20) == 2
    work.may_begin.clear()
    work.grouping.ask(2)
    assert work.grouping.stands_for <= time.monotonic() - released
    work.may_begin.set()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_who_waits_and_nobody_works_for_them_is_seen() -> None:
    lost = Grouping[int, int](list, key=lambda one: 1 // one, most=9, common=Away)
    asked = [lost.ask(number) for number in (0, 1)]
    wait_for("them to wait a while", 30, lambda: lost.stands_for > 0.1)
    assert not any(one.done() for one in asked)


def working() -> bool:
    return any(one.name == "grouping" for one in threading.enumerate())
