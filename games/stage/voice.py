"""Says a prompt aloud, which a touch interrupts; silent where the machine cannot say it."""

import subprocess
from collections.abc import Callable
from threading import Lock, Thread

from games import speech
from games.languages import spoken_in


class Voice:
    """One prompt at a time, of one or more sentences, in one language."""

    def __init__(self, language: str, loud: Callable[[], int]) -> None:
        """Speak a language as loud as is told each time, from 0 to 100."""
        self._loud = loud
        self._language = language
        self._lock = Lock()
        self._turn = 0
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, *sentences: str) -> None:
        """Begin to say something, sentence after sentence, without waiting for its end."""
        self.hush()
        if self._loud():
            Thread(target=self._speak, args=(sentences, self._turn), daemon=True).start()

    @property
    def speaking(self) -> bool:
        """Tell whether something is being said."""
        with self._lock:
            return self._process is not None

    def hush(self) -> None:
        """Fall silent."""
        with self._lock:
            self._turn += 1
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _speak(self, sentences: tuple[str, ...], turn: int) -> None:
        """Spell and speak, beside the game: reading the pinyin tables takes a while."""
        for words in sentences:
            process = self._begin(words, turn)
            if process is not None:
                process.wait()
            if turn != self._turn:
                return
        with self._lock:
            if turn == self._turn:
                self._process = None

    def _begin(self, words: str, turn: int) -> subprocess.Popen[bytes] | None:
        """Begin to say a sentence, unless a touch ended it all or the machine cannot say it."""
        spoken = spoken_in(words, self._language)
        command = speech.command(spoken, words, "-a", str(self._loud()))
        with self._lock:
            if command is None or turn != self._turn:
                return None
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return self._process
