"""Mandarin is said as it is spoken: the words, their tones, and what the voice makes of them."""

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from games import speech
from games.pinyin import spell
from tests.games.said_aloud import PINYIN

SYLLABLE = re.compile(r"[a-zü]+[1-5]")
# How the voice writes a tone; a light one stands lower or higher after the tone before it.
TONES = {"1": "55", "2": "35", "4": "51"}
LIGHT = {"1": "22", "2": "33", "3": "44", "4": "11", "5": "11"}


@pytest.mark.parametrize("sentence", PINYIN)
def test_a_sentence_is_spelled_as_a_teacher_would(sentence: str) -> None:
    assert spell(sentence) == PINYIN[sentence]


@pytest.mark.parametrize("sentence", PINYIN)
def test_the_voice_says_each_syllable_with_its_tone_and_spells_no_letter(sentence: str) -> None:
    asked = [tone for clause in clauses(PINYIN[sentence]) for tone in tones(clause)]
    assert voiced(spell(sentence)) == asked


def test_a_letter_that_is_spelled_would_be_noticed() -> None:
    assert voiced("ni3 hao3") == ["35", "214"]
    assert voiced("nxq3 hao3") != ["35", "214"]


def test_the_pages_and_the_games_are_said_in_pinyin() -> None:
    command = speech.command("zh_Hans", "女孩的绿雨伞")
    assert command
    assert command[-1] == PINYIN["女孩的绿雨伞"]


def voiced(pinyin: str) -> list[str]:
    """Tell the tones of what the voice would say, one for each sound that it makes."""
    options = ["-v", speech.VOICES["zh_Hans"], "-x", "-q", "--", pinyin]
    done = subprocess.run(["espeak-ng", *options], check=True, capture_output=True, text=True)
    return ["".join(re.findall(r"\d", sound)) for sound in done.stdout.split()]


def clauses(pinyin: str) -> list[list[str]]:
    """Split where the voice draws breath."""
    return [SYLLABLE.findall(part) for part in re.split("[，。？！：、]", pinyin) if part.strip()]


def tones(clause: list[str]) -> list[str]:
    """Tell the tones that a clause is to have: a third one rises before another third."""
    numbers = [syllable[-1] for syllable in clause]
    return [
        sung(before, number, after)
        for (before, number), (_, after) in pairwise(pairwise(["", *numbers, ""]))
    ]


def sung(before: str, number: str, after: str) -> str:
    if number == "5":
        return LIGHT[before]
    if number == "3":
        return {"3": "35", "": "214"}.get(after, "21")
    return TONES[number]


def test_every_sentence_of_the_games_was_written_out_by_hand() -> None:
    with Path("games/translations/zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        said = {str(message.string) for message in read_po(file) if message.id}
    assert said - set(PINYIN) == set()
