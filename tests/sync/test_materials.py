"""Which training texts stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import BadEnvelope
from sync.materials import Material, standing
from sync.messages import LONGEST_BODY, LONGEST_MATERIAL, Bulletin

TEXTS = st.builds(Material, st.just(0), st.sampled_from("abc"), st.sampled_from(["", "text"]))


@given(st.dictionaries(st.integers(1, 99), TEXTS))
def test_of_each_title_the_last_stands_unless_it_withdraws(texts: dict[int, Material]) -> None:
    last: dict[str, int] = {}
    for number in sorted(texts):
        last[texts[number].title] = number
    chosen = standing(texts)
    assert {texts[number].title for number in chosen} == {
        title for title, number in last.items() if texts[number].body
    }
    assert all(number in last.values() for number in chosen)
    assert [texts[number].title for number in chosen] == sorted(
        texts[number].title for number in chosen
    )


def test_a_material_is_as_long_as_a_lesson_and_a_bulletin_is_not() -> None:
    lesson = Material(1, "课", "文" * LONGEST_MATERIAL).content()
    assert Material.from_content(lesson).body == lesson["b"]
    with pytest.raises(BadEnvelope):
        Bulletin.from_content(lesson)
    with pytest.raises(BadEnvelope):
        Material.from_content(lesson | {"b": lesson["b"] + "文"})
    assert Bulletin.from_content(Bulletin(1, "课", "文" * LONGEST_BODY).content()).body


def test_an_empty_text_withdraws() -> None:
    empty = Material(1, "课", "").content()
    assert Material.from_content(empty).is_withdrawn
    with pytest.raises(BadEnvelope):
        Bulletin.from_content(empty)
