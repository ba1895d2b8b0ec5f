import pytest

from games.languages import APPROVED_FIRST
from games.words import speaker

ASKS = "How many are playing?"
TURN = "Turn two cards. Find two that are the same."


@pytest.mark.parametrize("language", APPROVED_FIRST)
def test_what_nobody_has_approved_is_said_in_mandarin_and_never_in_english(language: str) -> None:
    assert speaker(language)(ASKS) == "几个人一起玩？"


@pytest.mark.parametrize("language", APPROVED_FIRST)
def test_what_was_approved_is_said_and_the_rest_in_mandarin(language: str) -> None:
    say = speaker(language, {ASKS: "མི་དུ་ཡིས་རྩེ།"})
    assert say(ASKS) == "མི་དུ་ཡིས་རྩེ།"
    assert say(TURN) == "翻两张牌，找出一样的两张。"


def test_english_stays_english() -> None:
    assert speaker("en")(ASKS) == ASKS
