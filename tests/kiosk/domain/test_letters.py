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


def test_a_text_becomes_one_line_of_what_is_seen() -> None:
    assert one_line(" 王\u200b 老师\n\t组 ") == "王 老师 组"
    assert one_line("\u3000\u00ad") == ""
