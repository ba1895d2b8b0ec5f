import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import PICTURES, Child
from kiosk.domain.finding import Readings, find, fits, plain

READINGS: Readings = {
    "小": ["xiao"],
    "竹": ["zhu"],
    "单": ["dan", "chan", "shan"],
    "曾": ["ceng", "zeng"],
    "解": ["jie", "xie"],
    "仇": ["chou", "qiu"],
    "吕": ["lv"],
    "安": ["an"],
    "西": ["xi"],
}

names = st.text(alphabet="".join(READINGS), min_size=1, max_size=4)
typed = st.text(alphabet="abcdefghijlnoqsuvxz 小竹'", max_size=8)


@st.composite
def said(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a name, and what may be typed for some of its letters: a beginning of each reading."""
    name = draw(names)
    first = draw(st.integers(0, len(name) - 1))
    last = draw(st.integers(first, len(name) - 1))
    sounds = [draw(st.sampled_from(READINGS[letter])) for letter in name[first : last + 1]]
    return name, "".join(sound[: draw(st.integers(1, len(sound)))] for sound in sounds)


@pytest.mark.parametrize(
    "what", ["xz", "XZ", "xiaozhu", "xiao zhu", "xzhu", "xiaoz", "zh", "小", ""]
)
def test_a_nickname_is_meant_by_its_letters_and_its_pinyin(what: str) -> None:
    assert fits(what, "小竹", READINGS)


@pytest.mark.parametrize("what", ["zx", "xzz", "iao", "xiaozhua", "大", "竹小"])
def test_another_nickname_is_not(what: str) -> None:
    assert not fits(what, "小竹", READINGS)


@pytest.mark.parametrize(
    ("surname", "both"),
    [("单", "ds"), ("曾", "cz"), ("解", "jx"), ("仇", "cq")],
)
def test_a_surname_is_found_as_it_is_said_and_as_it_is_read_elsewhere(
    surname: str, both: str
) -> None:
    assert all(fits(f"{letter}z", f"{surname}竹", READINGS) for letter in both)
    assert not fits("lz", f"{surname}竹", READINGS)


def test_a_latin_name_and_one_without_readings_are_found_as_written() -> None:
    assert fits("tenz", "Tenzin", {})
    assert fits("བསྟན", "བསྟན་འཛིན", {})
    assert fits("lü", "吕", READINGS) and fits("lv", "吕", READINGS)
    assert fits("xi'an", "西安", READINGS)
    assert not fits("x", "小竹", {})


@pytest.mark.parametrize("rare", ["\ue863", "\U0002ebf0"])
def test_a_character_that_few_know_finds_who_has_it_and_nobody_else(rare: str) -> None:
    assert fits(rare, f"刘{rare}", {})
    assert not fits(rare, "小竹", {})


@given(said())
def test_each_beginning_of_each_reading_finds_the_name(drawn: tuple[str, str]) -> None:
    name, what = drawn
    assert fits(what, name, READINGS)


@given(names, st.data())
def test_each_part_of_a_name_finds_it(name: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(name)))
    assert fits(name[first : data.draw(st.integers(first, len(name)))], name, {})


@given(typed, names)
def test_who_types_on_finds_no_more_than_before(what: str, name: str) -> None:
    assert not fits(what, name, READINGS) or fits(what[:-1], name, READINGS)


@given(typed, names)
def test_capitals_spaces_and_signs_make_no_difference(what: str, name: str) -> None:
    assert fits(what, name, READINGS) == fits(f" {what.upper()}· ", name, READINGS)
    assert plain(plain(what)) == plain(what)


def child(number: int, nickname: str) -> Child:
    return Child(str(number), nickname, PICTURES[number % 3], "leaf", AgeBand.SMALL, "zh_Hans")


houses = st.lists(names, max_size=12).map(lambda all_: [child(*one) for one in enumerate(all_)])


@given(houses, st.dictionaries(st.integers(0, 12).map(str), names), typed)
def test_those_who_are_found_stand_in_their_order_by_either_name(
    children: list[Child], legal_names: dict[str, str], what: str
) -> None:
    found = find(children, what, READINGS, legal_names)
    assert found == [
        one
        for one in children
        if fits(what, one.nickname, READINGS) or fits(what, legal_names.get(one.id, ""), READINGS)
    ]
    assert set(map(id, find(children, what, READINGS, {}))) <= set(map(id, found))


@given(houses, st.sampled_from(PICTURES[:4]))
def test_a_picture_finds_its_children_alone(children: list[Child], picture: str) -> None:
    found = find(children, "", {}, {}, picture)
    assert found == [one for one in children if one.picture == picture]
