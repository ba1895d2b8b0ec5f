"""What the keys on the screen offer: as it would be made today, and what a village writes."""

import json

import pytest

from kiosk.counselor import make_pinyin

OFFERED = json.loads(make_pinyin.WRITTEN.read_text("utf-8"))
# At once: without turning to further ones.
AT_ONCE = 7


def test_what_lies_there_is_what_would_be_written_now() -> None:
    assert make_pinyin.candidates() == OFFERED


@pytest.mark.parametrize(
    ("syllable", "sign"),
    [("wang", "王"), ("li", "李"), ("mei", "梅"), ("nai", "奶"), ("jia", "家"), ("cun", "村"),
     ("nv", "女"), ("lv", "绿"), ("en", "嗯"), ("de", "的"), ("zi", "梓"), ("han", "涵")],
)  # fmt: skip
def test_what_is_written_most_is_offered_soon(syllable: str, sign: str) -> None:
    assert sign in OFFERED[syllable][: 2 * AT_ONCE]


def test_each_character_is_offered_once_for_a_syllable_of_letters() -> None:
    for syllable, signs in OFFERED.items():
        assert syllable.isascii() and syllable.islower() and 1 <= len(syllable) <= 6
        assert len(set(signs)) == len(signs) > 0
    everything = set("".join(OFFERED.values()))
    assert len(everything) > 6700
    assert set("玥珺长着了行") <= everything
    assert "长" in OFFERED["zhang"] and "长" in OFFERED["chang"]
