"""Switches the machine off, or starts it again, when the house has closed what is open."""

import logging
import os
import shlex
import signal
import subprocess
from collections.abc import Callable
from enum import StrEnum
from threading import Thread, Timer
from time import sleep
from typing import TYPE_CHECKING

from kiosk.config import HouseConfig
from kiosk.domain.audit import Action
from kiosk.store.rights import audit

if TYPE_CHECKING:
    from kiosk.house import House

log = logging.getLogger(__name__)

# For so long the last page may still be fetched, and so long a machine may take to go.
_SAYS_GOODNIGHT = 2.0
_GOES_WITHIN = 60.0
_ANSWERS_WITHIN = 0.5


class Ending(StrEnum):
    """How a day of the machine ends."""

    OFF = "off"
    RESTART = "restart"


class Stage(StrEnum):
    """Whether the house is awake, going to sleep, kept awake by its machine, or beginning anew."""

    AWAKE = "awake"
    CLOSING = "closing"
    REFUSED = "refused"
    ANEW = "anew"


class Power:
    """Knows how the machine is switched off, and how far that is.

    begins_anew: systemd is to start the house again at once. last_act: what is done before,
    when the house has let go of its records.
    """

    def __init__(self, config: HouseConfig) -> None:
        self._commands = {
            Ending.OFF: shlex.split(config.poweroff_command),
            Ending.RESTART: shlex.split(config.restart_command),
        }
        self.stage = Stage.AWAKE
        self.ending = Ending.OFF
        self.begins_anew = False
        self.last_act: Callable[[], object] = lambda: None

    @property
    def is_awake(self) -> bool:
        """Tell whether the house is open to anybody."""
        return self.stage is Stage.AWAKE

    def end(self, house: "House", ending: Ending, who: str) -> None:
        """Close what is open, and let the machine go. Raises StoreError, with nothing closed."""
        action = Action.SWITCHED_OFF if ending is Ending.OFF else Action.RESTARTED
        with house.database.transaction() as db:
            audit.note(db, house.clock(), who, action, "house")
        self.stage, self.ending = Stage.CLOSING, ending
        house.vault.lock()
        Thread(target=self._go, args=(house,), name="power", daemon=True).start()

    def wake(self) -> None:
        """Begin the house anew where its machine did not go; systemd starts it at once."""
        if self.stage is Stage.REFUSED and not self.begins_anew:
            self._begin_anew(_ANSWERS_WITHIN)

    def begin_anew(self, last_act: Callable[[], object]) -> None:
        """Begin the house anew, with a last act between that needs the records to itself."""
        self.stage, self.last_act = Stage.ANEW, last_act
        self._begin_anew(_SAYS_GOODNIGHT)

    def _begin_anew(self, within: float) -> None:
        self.begins_anew = True
        Timer(within, os.kill, (os.getpid(), signal.SIGTERM)).start()

    def _go(self, house: "House") -> None:
        house.remote.turn_off()
        house.agent.stop()
        house.archivist.stop()
        house.arcade.stop()
        house.database.scrub_now_or_later()
        sleep(_SAYS_GOODNIGHT)
        if self._asked_in_vain(self._commands[self.ending]):
            self.stage = Stage.REFUSED
            return
        sleep(_GOES_WITHIN)
        self.stage = Stage.REFUSED

    def _asked_in_vain(self, command: list[str]) -> bool:
        """Ask the machine; it may not allow it, or have no such command."""
        if not command:
            return True
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_GOES_WITHIN)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("The machine does not let itself be switched off: %s", error)
            return True
        return False
