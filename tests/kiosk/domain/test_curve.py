"""A child's answers as a line."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.curve import LONGEST_GAP, draw, heights_of
from kiosk.domain.moods import Face, Mood

FIRST = datetime(2026, 9, 1, tzinfo=UTC)
LAST = FIRST + timedelta(days=91)
FIVE = heights_of(Face)


def answer(day: float, face: Face | None) -> Mood:
    return Mood(int(day), "child", FIRST + timedelta(days=day), face)


@st.composite
def histories(draw_one: st.DrawFn) -> list[Mood]:
    days = sorted(draw_one(st.lists(st.floats(0, 91), max_size=40)))
    return [answer(day, draw_one(st.sampled_from([*Face, None]))) for day in days]


@given(histories())
def test_every_answer_is_one_dot_within_the_frame_and_skips_are_none(history: list[Mood]) -> None:
    curve = draw(history, FIRST, LAST, FIVE)
    dots = [dot for line in curve.lines for dot in line]
    assert len(dots) == sum(one.face is not None for one in history)
    assert all(0 <= dot.along <= 1 and 0 <= dot.height <= 1 for dot in dots)
    assert [dot.along for dot in dots] == sorted(dot.along for dot in dots)
    assert (curve.middle is None) == (not dots)


@given(histories())
def test_a_line_never_goes_across_weeks_without_an_answer(history: list[Mood]) -> None:
    lines = draw(history, FIRST, LAST, FIVE).lines
    gap = LONGEST_GAP / (LAST - FIRST)
    for line in lines:
        for one, other in itertools.pairwise(line):
            assert other.along - one.along <= gap + 1e-9
    for line, after in itertools.pairwise(lines):
        assert after[0].along - line[-1].along > gap - 1e-9


def test_heights_follow_the_faces_whoever_is_asked_with_three_or_with_five() -> None:
    assert list(FIVE.values()) == [0, 0.25, 0.5, 0.75, 1]
    three = heights_of((Face.HIGH, Face.MIDDLE, Face.LOW))
    assert three == {Face.LOW: 0, Face.MIDDLE: 0.5, Face.HIGH: 1}
    assert heights_of([Face.LOW]) == {Face.LOW: 0}
    assert heights_of([Face.LOW, Face.MIDDLE]) == {Face.LOW: 0, Face.MIDDLE: 1}


def test_the_middle_is_the_childs_own() -> None:
    history = [answer(day, face) for day, face in enumerate((Face.LOW, Face.LOW, Face.HIGH))]
    assert draw(history, FIRST, LAST, FIVE).middle == FIVE[Face.LOW]
