"""Says a prompt aloud, which a touch interrupts; silent where the machine cannot say it."""

import subprocess
import time
from collections.abc import Callable
from threading import Lock, Semaphore, Thread

from games import speech
from games.languages import said_in

# Seconds in which a byte is read: a Chinese letter has three, and takes as long as three of ours.
_READ = 0.07
# Spoken it takes longer than read: espeak-ng, which calls it well where there is no sound device,
# has said nothing when it ends in less than half of that.
_SPOKEN = 0.5
# No sentence takes so many seconds: the sound device hangs, and nobody waits for it for ever.
_HANGS = 30.0
# Each spelling is a process: the sentence of now need not wait for the one that a touch ended, and
# many quick touches are not many processes.
_SPELLED_AT_ONCE = 2


class Voice:
    """One prompt at a time, of one or more sentences, in one language."""

    def __init__(self, language: str, loud: Callable[[], int], speed: float = 1.0) -> None:
        """Speak a language as loud as is told each time, from 0 to 100.

        `speed` is the stage's: what nobody hears is read as fast as all else goes.
        """
        self._loud = loud
        self._language, self._speed = language, speed
        self._lock, self._spelling = Lock(), Semaphore(_SPELLED_AT_ONCE)
        self._turn = 0
        self._at: int | None = None
        self._silent = False
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, *sentences: str) -> None:
        """Begin to say something, sentence after sentence, without waiting for its end."""
        self.hush()
        with self._lock:
            self._at, self._silent = 0 if sentences else None, False
        Thread(target=self._speak, args=(sentences, self._turn), daemon=True).start()

    @property
    def speaking(self) -> bool:
        """Tell whether something is being said."""
        return self.at is not None

    @property
    def at(self) -> int | None:
        """Tell which of the sentences is being said, or soon will be; None when all were.

        Where nobody hears anything, each has the time in which it could be read.
        """
        with self._lock:
            return self._at

    @property
    def sounds(self) -> bool:
        """Tell whether something is being heard, or soon will be."""
        with self._lock:
            return self._at is not None and not self._silent

    def hush(self) -> None:
        """Fall silent."""
        with self._lock:
            self._turn += 1
            process, self._process, self._at = self._process, None, None
        if process is not None:
            process.kill()
            process.wait()

    def _speak(self, sentences: tuple[str, ...], turn: int) -> None:
        """Spell and speak, beside the game: reading the pinyin tables takes a while."""
        for at, words in enumerate(sentences):
            process, begun = self._begin(words, turn, at), time.monotonic()
            hangs = process is not None and not _ends(process)
            if turn == self._turn and hangs:
                self.hush()
            if turn != self._turn:
                return
            self._let_read(words, time.monotonic() - begun, turn)
        with self._lock:
            if turn == self._turn:
                self._process = self._at = None

    def _let_read(self, words: str, passed: float, turn: int) -> None:
        """Leave the time to read a sentence that ended before anybody can have heard it."""
        reads = _READ * len(words.encode()) / self._speed
        if passed >= reads * _SPOKEN:
            return
        with self._lock:
            if turn != self._turn:
                return
            self._silent = True
        time.sleep(reads - passed)

    def _begin(self, words: str, turn: int, at: int) -> subprocess.Popen[bytes] | None:
        """Begin to say a sentence, unless a touch ended it all or nobody can hear it."""
        command = self._command(words, turn)
        with self._lock:
            if turn != self._turn:
                return None
            self._at, self._process = at, None if command is None else _started(command)
            self._silent = self._process is None
            return self._process

    def _command(self, words: str, turn: int) -> list[str] | None:
        """Find out how to say a sentence; nobody spells one of which a touch was the end."""
        with self._spelling:
            loud = self._loud() if turn == self._turn else 0
            if not loud:
                return None
            return speech.command(said_in(words, self._language), words, "-a", str(loud))


def _started(command: list[str]) -> subprocess.Popen[bytes] | None:
    """Start to speak; None where the machine has no room left for that."""
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    except OSError:
        return None


def _ends(process: subprocess.Popen[bytes]) -> bool:
    """Wait for the end of a sentence; tell whether it came in time."""
    try:
        process.wait(_HANGS)
    except subprocess.TimeoutExpired:
        return False
    return True
