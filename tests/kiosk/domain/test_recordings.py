import struct
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.recordings import (
    LONGEST,
    MOST_BYTES,
    RATE,
    SHORTEST,
    Fault,
    Recording,
    Standing,
    next_open,
    sound_of,
    standing,
)
from tests.sounds import samples, samples_of, tone, wav

SENTENCE = "你是谁？点一点你的图。"
FAULTS = {
    Fault.NO_WAV: [b"", b"RIFF", b"\xff\xfb\x90" * 500, tone(1)[:200], tone(1)[44:]],
    Fault.OTHER_KIND: [tone(1, rate=44_100), tone(1, rate=8_000), tone(1, channels=2)],
    Fault.TOO_LONG: [tone(LONGEST + 0.01)],
    Fault.TOO_SHORT: [tone(SHORTEST - 0.01), wav(array("h"))],
    Fault.SILENT: [tone(1, loud=0), tone(1, loud=200)],
}


def outcome(file: bytes) -> bytes | str:
    """Tell the sound of a file, or the sentence with which it is refused."""
    try:
        return sound_of(file)
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_a_voice_is_refused_in_one_sentence(fault: Fault) -> None:
    for file in FAULTS[fault]:
        assert outcome(file) == fault


def test_the_longest_and_the_shortest_are_kept_as_they_are() -> None:
    for seconds in (SHORTEST, 1, LONGEST):
        assert sound_of(tone(seconds)) == tone(seconds)
        assert len(tone(seconds)) < MOST_BYTES


def test_what_else_is_in_the_file_is_left_behind() -> None:
    name = b"LIST" + struct.pack("<I", 8) + "李老".encode() + b"  "
    file = tone(1)
    body = file[12:] + name
    marked = b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body
    assert sound_of(marked) == file


@given(st.binary(max_size=200))
def test_any_bytes_are_a_sound_or_a_sentence(junk: bytes) -> None:
    for file in (junk, tone(1)[: len(junk)] + junk, tone(1)[:20] + junk + tone(1)[20:]):
        found = outcome(file)
        assert found in set(Fault) or outcome(found) == found


@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=50))
def test_what_is_kept_sounds_as_it_was_said(said: list[int]) -> None:
    loud = array("h", [*samples(SHORTEST), *said])
    assert samples_of(sound_of(wav(loud))) == loud
    assert len(loud) > SHORTEST * RATE


@given(said=st.text(), sentence=st.text(), approved=st.booleans())
def test_children_hear_what_is_approved_and_says_the_sentence_of_today(
    said: str, sentence: str, approved: bool
) -> None:
    heard = standing(Recording(said, approved), sentence) is Standing.APPROVED
    assert heard == (approved and said == sentence)


def test_a_prompt_goes_from_missing_to_approved() -> None:
    assert standing(None, SENTENCE) is Standing.MISSING
    assert standing(Recording(SENTENCE), SENTENCE) is Standing.RECORDED
    assert standing(Recording(SENTENCE, approved=True), SENTENCE) is Standing.APPROVED
    assert standing(Recording("你是谁？", approved=True), SENTENCE) is Standing.OUT_OF_DATE


@given(st.dictionaries(st.text(max_size=3), st.sampled_from(Standing)))
def test_going_from_one_open_prompt_to_the_next_visits_each_once(
    standings: dict[str, Standing],
) -> None:
    expected = [one for one, found in standings.items() if found is not Standing.APPROVED]
    visited, place = [], next_open(standings)
    while place is not None and place not in visited:
        visited.append(place)
        place = next_open(standings, place)
    assert visited == expected
    assert (place is None) == (expected == [])
