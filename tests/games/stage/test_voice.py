"""What a voice costs: real spelling, in real processes."""

import os
import shutil
import time

import psutil
import pytest

from games.stage.voice import Voice
from tests.processes import wait_for

TOUCHES = 20


def spellings() -> int:
    """Count the processes that spell for this one."""
    found = 0
    for one in psutil.Process().children(recursive=True):
        try:
            found += "games.pinyin" in one.cmdline()
        except psutil.Error:
            continue
    return found


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")
def test_many_quick_touches_are_not_many_processes() -> None:
    voice = Voice("zh_Hans", lambda: 1)
    most = 0
    for number in range(TOUCHES):
        voice.say(f"第{number}句：小鱼在河里游。")
        time.sleep(0.01)
        most = max(most, spellings())
    voice.hush()
    assert 1 <= most <= 2
    wait_for("the last of them", 20, lambda: spellings() == 0)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")
def test_where_no_sound_device_is_each_sentence_has_the_time_to_be_read(monkeypatch) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)
    monkeypatch.setenv("PULSE_SERVER", "/nowhere/to/be/found")
    voice, sentence = Voice("en", lambda: 100), "They both want the red ball."
    begun = time.monotonic()
    voice.say(sentence, sentence)
    wait_for("it to be unheard", 1, lambda: not voice.sounds)
    assert voice.at == 0
    wait_for("the second sentence", 20, lambda: voice.at == 1)
    assert time.monotonic() - begun > 1.5
    voice.hush()
