import string

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.wordings import Sentence, keeps_places, places

NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=6)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="%()"), max_size=12)
PLACES = st.dictionaries(NAMES, st.sampled_from("sd"), min_size=1, max_size=4)


@st.composite
def filled(draw: st.DrawFn, wanted: dict[str, str]) -> str:
    """A sentence that has all of the places, in any order, some twice, and perhaps a %%."""
    parts = [f"%({name}){kind}" for name, kind in wanted.items()]
    parts += draw(st.lists(st.sampled_from([*parts, "%%"]), max_size=3))
    parts = draw(st.permutations(parts))
    return "".join(f"{part}{draw(WORDS)}" for part in parts)


@given(st.data(), PLACES)
def test_a_wording_that_keeps_its_places_can_be_filled_in(
    data: st.DataObject, wanted: dict[str, str]
) -> None:
    source, wording = data.draw(filled(wanted)), data.draw(filled(wanted))
    assert keeps_places(source, wording)
    values = {name: 734 if kind == "d" else "ꉢ" for name, kind in wanted.items()}
    said = wording % values
    assert all(str(value) in said for value in values.values())


@given(st.data(), PLACES)
def test_a_wording_that_misses_or_adds_a_place_is_refused(
    data: st.DataObject, wanted: dict[str, str]
) -> None:
    source = data.draw(filled(wanted))
    fewer = dict(list(wanted.items())[1:])
    assert not keeps_places(source, data.draw(filled(fewer)))
    assert not keeps_places(source, data.draw(filled({**wanted, "another": "s"})))


@given(WORDS, st.text(max_size=30))
def test_whatever_is_taken_for_a_sentence_with_a_place_can_be_filled_in(
    words: str, wording: str
) -> None:
    source = f"%(name)s{words}"
    for one in (wording, f"{wording}%(name)s"):
        if keeps_places(source, one):
            assert "x" in one % {"name": "x"}


def test_a_sentence_without_places_is_never_filled_in() -> None:
    assert keeps_places("Half of it", "50 % དེ")
    assert not keeps_places("Half of it", "%(half)s")
    assert places("%(a)s of %(b)d, 5 %%") == {"%(a)s", "%(b)d"}


def test_what_this_house_approved_goes_before_what_was_printed() -> None:
    assert Sentence("child", "Back", "返回", printed="ཕྱིར་ལོག").shown == "ཕྱིར་ལོག"
    assert Sentence("child", "Back", "返回", printed="x", approved="y").shown == "y"
    assert Sentence("child", "Back", "返回", draft="x").shown == ""
