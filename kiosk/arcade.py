"""Starts a game as its own process and reads what it reports.

What a game needs is imported with the first one: children wait for the start of the house.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import RLock, Thread, Timer
from typing import IO, TYPE_CHECKING

from games.errors import GameError
from games.languages import APPROVED_FIRST
from kiosk.domain.children import Child
from kiosk.domain.limits import Limits
from kiosk.domain.moment import Moment
from kiosk.errors import GameDidNotStart, KioskError
from kiosk.playtime import GUESTS, Playtime
from kiosk.store import wordings
from kiosk.store.database import Database

if TYPE_CHECKING:
    from games.learning import Standing

log = logging.getLogger(__name__)

PLAY = (sys.executable, "-m", "games", "play")

# A game that does not end by itself within this many seconds is ended for it.
PATIENCE = 2.0

# Who began a round in time may finish it, in seconds: none lasts longer.
ROUND = 90.0


def _hand(words: dict[str, str]) -> int:
    """Open what a game reads on its standard input: in memory, so that no card is needed."""
    handed = os.memfd_create("words")
    os.write(handed, json.dumps(words).encode())
    os.lseek(handed, 0, os.SEEK_SET)
    return handed


def _ability(child: Child | None, standing: "Standing", recalled: Mapping[str, float]) -> list[str]:
    """Tell a game how far a child has come; whoever is new to it has no rating and no facts."""
    from kiosk import standings

    options = ["--young"] if standings.is_young(child) else []
    if recalled:
        likely = {fact: round(likelihood, 3) for fact, likelihood in recalled.items()}
        options += ["--recalled", json.dumps(likely, ensure_ascii=False)]
    if not standing.answers:
        return options
    return [*options, "--rating", f"{standing.rating!r}", "--answers", str(standing.answers)]


@dataclass(frozen=True, slots=True)
class Air:
    """How a game may look and sound: without motion, how loud, silent after how many seconds."""

    still: bool = False
    volume: int = 100
    quiet_in: float | None = None

    def options(self) -> list[str]:
        """Tell it as the games read it."""
        options = ["--volume", str(self.volume)]
        options += ["--still"] if self.still else []
        return options + ([] if self.quiet_in is None else ["--quiet-in", f"{self.quiet_in:.0f}"])


CALM = Air()
# What a guest is known to remember.
NOTHING: Mapping[str, float] = {}


class Arcade:
    """One game at a time on the house's screen; what it reports is kept as it comes."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], Moment],
        play: Sequence[str] = PLAY,
        limits: Callable[[], Limits] = Limits,
        environ: Callable[[], Mapping[str, str]] = lambda: os.environ,
    ) -> None:
        self._database = database
        self._clock = clock
        self._play = tuple(play)
        self._environ = environ
        self._lock = RLock()
        self._process: subprocess.Popen[str] | None = None
        self._seen = self._left_alone = False
        self.playtime = Playtime(limits, lambda: clock().day)

    @property
    def running(self) -> bool:
        """Tell whether a game is on the screen."""
        with self._lock:
            return self._process is not None and self._process.poll() is None

    @property
    def failed(self) -> bool:
        """Tell whether the last game ended by itself before anything was to be seen."""
        with self._lock:
            return self._process is not None and not self.running and not self._seen

    @property
    def left_alone(self) -> bool:
        """Tell whether the last game went home because nobody touched it any more."""
        return not self.running and self._left_alone

    def start(
        self,
        game: str,
        child: Child | None,
        standing: "Standing",
        language: str,
        air: Air = CALM,
        recalled: Mapping[str, float] = NOTHING,
    ) -> None:
        """Start a game; one that still runs is stopped first. `child` is None for a guest.

        recalled: how likely the child remembers each fact that the game asked it.
        Raises GameDidNotStart.
        """
        words, who = self._approved(language), child.id if child else GUESTS
        options = ["--language", language, "--fullscreen", *_ability(child, standing, recalled)]
        options += [*air.options(), *(["--words", "-"] if words else [])]
        with self._lock:
            self.stop()
            self._seen = self._left_alone = False
            self._process = process = self._begin([*self._play, game, *options], words)
            bell = Timer(self.playtime.left(who) + ROUND, self._ring, [process])
            listener = (process.stdout, game, child, self.playtime.begin(who), bell)
        bell.daemon = True
        bell.start()
        Thread(target=self._listen, args=listener, name="arcade", daemon=True).start()

    def _begin(self, command: Sequence[str], words: dict[str, str]) -> "subprocess.Popen[str]":
        """Begin a process that reads these words. Raises GameDidNotStart."""
        handed = _hand(words)
        try:
            return subprocess.Popen(
                command,
                stdin=handed,
                stdout=subprocess.PIPE,
                text=True,
                # What is no text is not kept, as whatever is no event; what comes after it is.
                errors="replace",
                env=self._environ(),
            )
        except OSError as error:
            raise GameDidNotStart("The game could not be started.") from error
        finally:
            os.close(handed)

    def stop(self) -> None:
        """End the game on the screen, kindly first."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _approved(self, language: str) -> dict[str, str]:
        """Read what a speaker has approved of the games: a game by itself knows no house."""
        if language not in APPROVED_FIRST:
            return {}
        with self._database.reading() as db:
            return wordings.approved(db, language, "games")

    def _ring(self, process: "subprocess.Popen[str]") -> None:
        """End a game that goes on long after the sitting; what it is about is over by then."""
        with self._lock:
            if self._process is process:
                self.stop()

    def _listen(
        self,
        lines: IO[str],
        game: str,
        child: Child | None,
        end: Callable[[], None],
        bell: Timer,
    ) -> None:
        try:
            with lines:
                for line in lines:
                    self._keep(line, game, child)
        finally:
            bell.cancel()
            end()

    def _let_in(self, number: str) -> None:
        """Let in whose tag was held up beside a game; how it feels it is asked afterwards."""
        from kiosk.store.attendance import visits
        from kiosk.store.people import tags

        with self._database.transaction() as db:
            owner = tags.owner(db, number)
            if owner:
                visits.check_in(db, owner, self._clock())

    def _keep(self, line: str, game: str, child: Child | None) -> None:
        """Keep an answer of the child who signed in; whoever sits beside it is a guest."""
        from games import report
        from kiosk import standings
        from kiosk.store.attendance.plays import Answered

        try:
            event = report.parse(line)
            self._seen = self._seen or isinstance(event, report.Ready)
            self._left_alone = isinstance(event, report.Ended) and event.why == "idle"
            if isinstance(event, report.Tagged):
                self._let_in(event.number)
            if child is None or not isinstance(event, report.Answered) or event.seat != 0:
                return
            told = event.skill, event.level, event.right, event.ms, event.seats
            answer = Answered(*told, event.fact or None)
            with self._database.transaction() as db:
                standings.keep(db, child.id, game, answer, self._clock())
        except (GameError, KioskError) as error:
            log.warning("A line of %s was not kept: %s", game, error)
