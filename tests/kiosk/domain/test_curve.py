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


def test_a_line_goes_on_over_the_longest_gap_and_no_further() -> None:
    days = LONGEST_GAP.days
    for gap, lines in ((days, 1), (days + 0.01, 2)):
        history = [answer(0, Face.LOW), answer(gap, Face.LOW)]
        assert len(draw(history, FIRST, LAST, FIVE).lines) == lines


def test_what_lies_outside_the_frame_stands_at_its_edge() -> None:
    history = [answer(-1, Face.LOW), answer(45.5, Face.LOW), answer(92, Face.LOW)]
    along = [dot.along for line in draw(history, FIRST, LAST, FIVE).lines for dot in line]
    assert along == [0, 0.5, 1]
    for last, where in ((FIRST, 1), (FIRST + timedelta(seconds=1), 0)):
        ((dot,),) = draw([answer(0, Face.LOW)], FIRST, last, FIVE).lines
        assert dot.along == where
