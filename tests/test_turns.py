import pytest

from tests.turns import by_turns, first_each_time


def each_time(pairs: list) -> list[str]:
    return sorted(pair.id for pair in pairs if not pair.marks)


def test_all_pairs_are_there_and_those_of_each_time_take_turns() -> None:
    pairs = by_turns("abcd", ("x", "y", "z"))
    assert sorted(pair.id for pair in pairs) == sorted(f"{o}-{p}" for o in "abcd" for p in "xyz")
    assert each_time(pairs) == ["a-x", "b-y", "c-z", "d-x"]
    assert {mark.name for pair in pairs for mark in pair.marks} == {pytest.mark.long.name}


def test_two_at_once_are_two_that_follow() -> None:
    assert each_time(by_turns("ab", ("x", "y", "z"), at_once=2)) == ["a-x", "a-y", "b-y", "b-z"]


def test_as_many_at_once_as_there_are_leave_nothing_for_later() -> None:
    assert len(each_time(by_turns("abc", ("x", "y"), at_once=2))) == 6


def test_the_first_is_tried_each_time() -> None:
    assert each_time(first_each_time("abc")) == ["a"]
    assert each_time(first_each_time(range(9), 2)) == ["0", "1"]
    assert len(first_each_time("abc")) == 3


def test_they_are_called_as_told_and_a_panel_by_its_width() -> None:
    (pair,) = by_turns(["a"], ["b"], name=str.upper)
    assert pair.id == "A-B"
    (pair,) = by_turns(["en"], [(800, 480, 5.2)])
    assert pair.id == "en-800"
