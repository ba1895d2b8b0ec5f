"""What a game writes is whole in every script: no empty boxes, and Tibetan letters stacked."""

import pygame
import pygame.font
import pytest

from games.stage.text import Text, _draw

INK = "#000000"

pytestmark = pytest.mark.usefixtures("screen")


def picture(words: str) -> bytes:
    drawn = _draw(words, 48, INK)
    return pygame.image.tobytes(drawn, "RGBA")


def test_a_tibetan_stack_is_one_letter_wide() -> None:
    apart = sum(_draw(letter, 48, INK).get_width() for letter in "སཀར")
    assert _draw("སྐྲ", 48, INK).get_width() < 0.5 * apart
    assert _draw("སྐྲ", 48, INK).get_height() > _draw("ས", 48, INK).get_height()


@pytest.mark.parametrize("letters", ["ཀཁགང", "ꀀꁨꂘꃀ", "你好牌玩", "3。ཀꀀ"])
def test_no_letter_is_an_empty_box(letters: str) -> None:
    assert len({picture(letter) for letter in letters}) == len(letters)
    missing = picture("\U000f0000")
    assert missing not in {picture(letter) for letter in letters}


def test_figures_and_signs_stand_among_tibetan_and_yi() -> None:
    for words, rest in (("རྩེད་མོ 12", "རྩེད་མོ"), ("ꉢꇁꀐ？", "ꉢꇁꀐ")):
        assert _draw(words, 48, INK).get_width() > _draw(rest, 48, INK).get_width() + 20


def test_a_long_sentence_is_broken_between_syllables() -> None:
    sentence = "ཤོག་བྱང་གཉིས་སློགས་དང་། འདྲ་བ་གཉིས་འཚོལ།"
    text = Text(lambda _: sentence)
    halves = text.lines("any", 40, INK, room=400)
    assert len(halves) == 2
    assert max(half.get_width() for half in halves) < _draw(sentence, 40, INK).get_width() * 0.7


@pytest.mark.parametrize("room", [590, 715])
@pytest.mark.parametrize("syllable", ["བསྒྲུབས་", "ꆈꌠ"])
def test_what_a_speaker_approved_is_whole_however_long_it_is(syllable: str, room: int) -> None:
    longest = (syllable * 160)[:160]
    halves = Text(lambda _: longest).lines("any", 42, INK, room)
    assert len(halves) == 2
    assert 0.8 * room < max(half.get_width() for half in halves) <= room
