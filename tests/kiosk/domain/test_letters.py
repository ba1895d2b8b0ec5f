import sys
from unicodedata import category

import pytest

from kiosk.domain.letters import is_unseen, one_line

# 䶮 as old input methods write it; what came to Unicode for names after this Python.
RARE = ("\ue863", "\U0002ebf0", "\U00031350")


@pytest.mark.parametrize("sign", ["小", "ཀ", "ི", "ꋦ", "a", "·", "😀", "\U0003106c", *RARE])
def test_a_letter_that_this_python_does_not_know_is_seen_like_any_other(sign: str) -> None:
    assert not is_unseen(sign)


@pytest.mark.parametrize("sign", [" ", "\u3000", "\t", "\n", "\x00", "\u200b", "\u2028", "\u00ad"])
def test_spaces_and_what_steers_a_text_are_not_seen(sign: str) -> None:
    assert is_unseen(sign)


def test_all_that_python_prints_is_seen() -> None:
    signs = map(chr, range(sys.maxunicode + 1))
    assert [one for one in signs if one.isprintable() and one != " " and is_unseen(one)] == []
    assert category(RARE[1]) in {"Cn", "Lo"}


@pytest.mark.parametrize("family", ["👩‍🏫", "👩🏽‍🏫", "🏳️‍🌈", "👨‍👩‍👧", "🧑‍⚕️", "🙂‍↔️", "🐦‍⬛"])
def test_a_picture_that_is_joined_of_several_stays_whole(family: str) -> None:
    assert one_line(f" 小{family}  竹{family} ") == f"小{family} 竹{family}"


@pytest.mark.parametrize("text", ["王\u200d老师", "👩\u200d王", "王\u200d👩", "👩\u200d\u200d👩"])
def test_a_joiner_that_joins_no_two_pictures_is_none(text: str) -> None:
    assert "\u200d" not in one_line(text)
    assert one_line("\u200d👩\u200d") == "👩"


def test_a_text_becomes_one_line_of_what_is_seen() -> None:
    assert one_line(" 王\u200b 老师\n\t组 ") == "王 老师 组"
    assert one_line("\u3000\u00ad") == ""
