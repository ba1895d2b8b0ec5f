"""Says a prompt aloud, which a touch interrupts; silent where the machine cannot say it."""

import subprocess
from collections.abc import Callable
from threading import Lock, Thread

from games import speech
from games.languages import spoken_in


class Voice:
    """One prompt at a time, in one language."""

    def __init__(self, language: str, loud: Callable[[], int]) -> None:
        """Speak a language as loud as is told each time, from 0 to 100."""
        self._loud = loud
        self._language = language
        self._lock = Lock()
        self._turn = 0
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, words: str) -> None:
        """Begin to say something, without waiting for its end."""
        self.hush()
        if speech.can_say(spoken_in(words, self._language)) and self._loud():
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
        spoken = spoken_in(words, self._language)
        command = speech.command(spoken, words, "-a", str(self._loud()))
        with self._lock:
            if command is not None and turn == self._turn:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
