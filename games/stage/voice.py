"""Says a prompt aloud by espeak-ng, which a touch interrupts; silent where there is none."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from threading import Lock, Thread

_VOICES = {"zh_Hans": "cmn-latn-pinyin", "en": "en"}
# Slow and a little high: spoken to small children.
_SPEED, _PITCH = "125", "60"


class Voice:
    """One prompt at a time, in one language."""

    def __init__(self, language: str, loud: Callable[[], int]) -> None:
        """Speak a language as loud as is told each time, from 0 to 100."""
        self._loud = loud
        self._voice = _VOICES.get(language)
        self._program = shutil.which("espeak-ng")
        self._lock = Lock()
        self._turn = 0
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, words: str) -> None:
        """Begin to say something, without waiting for its end."""
        self.hush()
        if self._program is not None and self._voice is not None and self._loud():
            Thread(target=self._speak, args=(words, self._turn), daemon=True).start()

    def hush(self) -> None:
        """Fall silent."""
        with self._lock:
            self._turn += 1
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _speak(self, words: str, turn: int) -> None:
        """Spell and speak, beside the game: reading the pinyin tables takes a while."""
        text = _pinyin(words) if self._voice == _VOICES["zh_Hans"] else words
        options = ["-v", str(self._voice), "-s", _SPEED, "-p", _PITCH, "-a", str(self._loud())]
        with self._lock:
            if turn == self._turn:
                self._process = subprocess.Popen(
                    [str(self._program), *options, "--", text],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )


@cache
def _pinyin(words: str) -> str:
    """Spell Chinese for espeak-ng, which reads the characters themselves wrongly.

    A process of its own, since the tables take 58 MB that the game need not keep.
    """
    command = [sys.executable, "-m", "games.pinyin", words]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout
