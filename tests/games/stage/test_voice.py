"""What a voice costs: real spelling, in real processes."""

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
