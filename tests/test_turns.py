import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import turns
from tests.turns import by_turns, first_each_time, with_every_other_commit


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


def made() -> Callable[[], None]:
    def test() -> None:
        """Pass."""

    return test


def test_halves_of_many_take_turns_with_the_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for count in range(3):
        monkeypatch.setattr(turns, "commits", lambda count=count: count)
        found.append(each_time(by_turns("abcd", "xy", halves=True)))
    assert found == [["a-x", "c-x"], ["b-y", "d-y"], ["a-x", "c-x"]]


def test_one_test_is_of_every_other_commit_and_else_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for count in range(2):
        monkeypatch.setattr(turns, "commits", lambda count=count: count)
        tests = [with_every_other_commit(turn)(made()) for turn in range(2)]
        marked = [[mark.name for mark in getattr(test, "pytestmark", [])] for test in tests]
        assert marked[count] == []
        assert marked[1 - count] == ["long"]


def test_commits_are_counted_where_git_knows_and_else_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "__file__", str(tmp_path / "turns.py"))
    turns.commits.cache_clear()
    assert turns.commits() == 0
    me = {
        f"GIT_{who}_{what}": "me@home"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "one"]):
        subprocess.run(["git", *words], cwd=tmp_path, env=os.environ | me, check=True)
    turns.commits.cache_clear()
    assert turns.commits() == 1
    turns.commits.cache_clear()


def test_the_first_is_tried_each_time() -> None:
    assert each_time(first_each_time("abc")) == ["a"]
    assert each_time(first_each_time(range(9), 2)) == ["0", "1"]
    assert len(first_each_time("abc")) == 3


def test_they_are_called_as_told_and_a_panel_by_its_width() -> None:
    (pair,) = by_turns(["a"], ["b"], name=str.upper)
    assert pair.id == "A-B"
    (pair,) = by_turns(["en"], [(800, 480, 5.2)])
    assert pair.id == "en-800"
