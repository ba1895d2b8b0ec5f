"""Dims the screen while nobody is there, and wakes it for whoever comes or touches it."""

import logging
import os
import shlex
import subprocess
from pathlib import Path
from threading import Lock

from hardware.backlight import Backlight
from kiosk import on_screen
from kiosk.config import HouseConfig

log = logging.getLogger(__name__)

_WITHIN = 5.0


class Screen:
    """By its backlight; where it has none, by the compositor; where that cannot, not at all.

    A screen that cannot be dimmed stays as bright as it is: the page on it is the village, asleep.
    """

    def __init__(self, config: HouseConfig) -> None:
        """Find a screen bright: somebody switched it on."""
        self._backlight = Backlight(Path(config.backlight)) if config.backlight else None
        self._on = shlex.split(config.screen_on_command)
        self._off = shlex.split(config.screen_off_command)
        self._directory = config.screen_directory
        self._lock = Lock()
        self.is_dark = False
        if self._backlight:
            self._backlight.wake()

    def dim(self) -> None:
        """Let it sleep."""
        with self._lock:
            if not self.is_dark:
                self.is_dark = True
                if not ((self._backlight and self._backlight.dim()) or self._ask(self._off)):
                    # Once is enough: it is not asked again.
                    self._on = self._off = []

    def wake(self) -> None:
        """Wake it."""
        with self._lock:
            if self.is_dark:
                # What it turned off it has to turn on: a busy one is asked at the next touch.
                bright = self._backlight and self._backlight.wake()
                self.is_dark = not (bright or self._ask(self._on))

    def _ask(self, command: list[str]) -> bool:
        """Ask the compositor, where there is one; tell whether it did not fail."""
        environ = on_screen.environ(self._directory, os.environ)
        if not command or "WAYLAND_DISPLAY" not in environ:
            return True
        try:
            subprocess.run(command, env=environ, check=True, capture_output=True, timeout=_WITHIN)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("The screen cannot be dimmed or woken: %s", error)
            return False
        return True
