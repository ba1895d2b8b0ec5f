"""Mandarin is said as it is spoken: the words, their tones, and what the voice makes of them."""

import re
import subprocess
from itertools import pairwise

import pytest

from games import speech
from games.pinyin import spell
from tests.games.chinese import chinese
from tests.games.said_aloud import PINYIN

SYLLABLE = re.compile(r"[a-zü]+[1-5]")
# How the voice writes a tone; a light one stands lower or higher after the tone before it.
TONES = {"1": "55", "2": "35", "4": "51"}
LIGHT = {"1": "22", "2": "33", "3": "44", "4": "11", "5": "11"}


def test_a_sentence_is_spelled_as_a_teacher_would() -> None:
    assert {sentence: spell(sentence) for sentence in PINYIN} == PINYIN


def test_the_voice_says_each_syllable_with_its_tone_and_spells_no_letter() -> None:
    said = voiced("\n\n".join(spell(sentence) for sentence in PINYIN))
    for sentence in PINYIN:
        asked = [tone for clause in clauses(PINYIN[sentence]) for tone in tones(clause)]
        assert said[: len(asked)] == asked, sentence
        del said[: len(asked)]
    assert said == []


@pytest.mark.parametrize("sentence", list(PINYIN)[::50])
def test_a_sentence_among_others_is_said_as_it_is_alone(sentence: str) -> None:
    alone = spell(sentence)
    assert voiced(f"{alone}\n\nni3 hao3\n\n{alone}") == [
        *voiced(alone), "35", "214", *voiced(alone),
    ]  # fmt: skip


def test_a_letter_that_is_spelled_would_be_noticed() -> None:
    assert voiced("ni3 hao3") == ["35", "214"]
    assert voiced("nxq3 hao3") != ["35", "214"]


def test_the_pages_and_the_games_are_said_in_pinyin() -> None:
    command = speech.command("zh_Hans", "女孩的绿雨伞")
    assert command
    assert command[-1] == PINYIN["女孩的绿雨伞"]


def test_what_lies_ready_is_what_the_process_spells() -> None:
    for sentence in ("一起找一对", "你是谁？点一点你的图。"):
        assert speech._pinyin(sentence) == speech._spelled_now(sentence)


def voiced(pinyin: str) -> list[str]:
    """Tell the tones of what the voice would say, one for each sound that it makes.

    Sentences are told apart by an empty line.
    """
    command = ["espeak-ng", "-v", speech.VOICES["zh_Hans"], "-x", "-q", "--stdin"]
    done = subprocess.run(command, input=pinyin, check=True, capture_output=True, text=True)
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
    assert set(chinese().values()) - set(PINYIN) == set()
