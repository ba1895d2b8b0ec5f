import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from games import speech
from hardware import health
from kiosk.config import HouseConfig
from kiosk.doctor import sound
from tests.kiosk.doctor.looks import wells


@pytest.mark.parametrize(
    ("cards", "well"),
    [
        (" 0 [Headphones     ]: bcm2835_headpho - bcm2835 Headphones\n", True),
        ("--- no soundcards ---\n", False),
        (None, False),
    ],
)
def test_a_sound_card_is_one_that_the_kernel_numbers(
    config: HouseConfig,
    at: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    cards: str | None,
    well: bool,
) -> None:
    machine = at("else", "")
    if cards:
        at("cards", cards)
    monkeypatch.setattr(health, "_SOUND", machine / "cards")
    assert wells(sound.card(config)) == {"sound_card": well}


def test_the_voice_is_there_and_speaks(config: HouseConfig) -> None:
    assert wells(sound.voice(config)) == {"voice": True}
    assert wells(sound.speaking(config)) == {"speaking": True}


def test_a_voice_that_is_missing_is_told_once(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert wells(sound.voice(config)) == {"voice": False}
    assert wells(sound.speaking(config)) == {}


def test_a_voice_that_says_nothing_is_not_well(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    silent = tmp_path / "espeak-ng"
    silent.write_text("#!/bin/sh\nexit 1\n")
    silent.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert wells(sound.speaking(config)) == {"speaking": False}


def test_a_voice_whose_words_cannot_be_spelled_says_nothing(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    speech._pinyin.cache_clear()
    assert wells(sound.speaking(config)) == {"speaking": False}
