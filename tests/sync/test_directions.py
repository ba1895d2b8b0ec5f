"""What headquarters sets: every part by itself, and nothing that a house could not use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import cbor
from sync.directions import ALL_GAMES, LINES, THRESHOLDS, Directions, Line
from sync.errors import BadEnvelope
from sync.instants import LAST
from tests.sync.conftest import NOW

NUMBERS = st.from_regex(r"\A\+?[0-9]([ -]?[0-9]){2,5}\Z")
PURPOSES = st.text(st.characters(categories=["L"]), min_size=1, max_size=6)
OF_THE_PROGRAM = st.builds(Line, NUMBERS | st.just(""), st.sampled_from(LINES), shown=st.booleans())
OF_THE_COUNTY = st.builds(Line, NUMBERS | st.just(""), st.just(""), PURPOSES, shown=st.booleans())
NAMES = st.from_regex(r"\A[a-z][a-z0-9_]{0,31}\Z")
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def thresholds(draw: st.DrawFn) -> dict[str, int]:
    names = draw(st.sets(st.sampled_from(sorted(THRESHOLDS))))
    chosen = {name: draw(st.sampled_from(THRESHOLDS[name])) for name in sorted(names)}
    if names & {"answers", "lowest_answers"}:
        answers = draw(st.sampled_from(THRESHOLDS["answers"]))
        few = [one for one in THRESHOLDS["lowest_answers"] if one <= answers]
        chosen |= {"answers": answers, "lowest_answers": draw(st.sampled_from(few))}
    return chosen


LISTS = st.lists(
    OF_THE_PROGRAM | OF_THE_COUNTY, max_size=8, unique_by=lambda line: (line.key, line.purpose)
)
GAMES = st.none() | st.just(ALL_GAMES) | st.frozensets(NAMES, min_size=1, max_size=9)
DIRECTIONS = st.builds(Directions, st.integers(0, LAST), LISTS.map(tuple), thresholds(), GAMES)


@given(DIRECTIONS)
def test_what_is_written_is_read_again(said: Directions) -> None:
    content = cbor.decode(cbor.encode(said.content()))
    assert Directions.from_content(content) == said
    assert said.is_empty == (set(content) == {"a"})


@given(st.fixed_dictionaries({"a": st.just(NOW)}, optional=dict.fromkeys("htg", PLAIN)))
def test_whatever_came_is_read_or_refused_and_reads_the_same_when_it_is_written(
    content: dict[str, object],
) -> None:
    try:
        said = Directions.from_content(content)
    except BadEnvelope:
        return
    assert Directions.from_content(said.content()) == said


@given(DIRECTIONS, st.sampled_from("htg"), PLAIN)
def test_one_part_that_makes_no_sense_makes_the_whole_unusable(
    said: Directions, part: str, nonsense: object
) -> None:
    try:
        Directions.from_content({"a": NOW, part: nonsense})
    except BadEnvelope:
        with pytest.raises(BadEnvelope):
            Directions.from_content({**said.content(), part: nonsense})


@pytest.mark.parametrize("key", ["listener", "police", "ambulance", "fire", "counselor", "moon"])
def test_lines_that_are_not_headquarters_to_set_are_passed_over_and_never_written(key: str) -> None:
    lines = [{"k": key, "n": "999", "s": False}, {"k": "youth", "s": True}]
    assert Directions.from_content({"a": NOW, "h": lines}).lines == (Line("", "youth"),)
    with pytest.raises(BadEnvelope):
        Directions(NOW, (Line("999", key),)).content()


@pytest.mark.parametrize("changes", [{"moons": 1}, {"answers": 5}, {"fall": 0}, {"fall_faces": 9}])
def test_a_threshold_that_no_house_has_is_not_written(changes: dict[str, int]) -> None:
    with pytest.raises(BadEnvelope):
        Directions(NOW, thresholds=changes).content()
