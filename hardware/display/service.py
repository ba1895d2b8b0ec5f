"""Keeps the house's page on the screen, until stopped: waits, looks, and mends what is not well."""

import os
import select
import signal
import time
from types import FrameType

from hardware import notify
from hardware.display import compositor
from hardware.display.browser import Browser
from hardware.display.compositor import Compositor
from hardware.display.errors import NoCompositor
from hardware.display.pauses import Pauses
from hardware.display.pulse import Heart
from hardware.display.settings import Screen
from hardware.display.watch import Care, Pulse, Watch
from hardware.said import say

_LOOKS_EVERY = 2.0
# While something is not as it should be.
_LOOKS_SOON = 0.5


class Display:
    """Compositor, browser and page of one screen; `run()` until `stop()`."""

    def __init__(self, screen: Screen) -> None:
        self._screen, self._heart = screen, Heart(screen.address)
        self._compositor: Compositor | None = None
        self._browser: Browser | None = None
        self._starts_screen, self._starts_browser = Pauses(), Pauses()
        self._watch = Watch(time.monotonic())
        self._looks_at = 0.0
        self._is_new_screen = True
        self._said = ""
        self._wakes, self._woken = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._goes_on = True

    def stop(self) -> None:
        """End soon; from any thread or signal."""
        self._goes_on = False
        os.write(self._woken, b"\0")

    def run(self) -> None:
        """Work until stopped, and leave the screen to others."""
        # Alive from here on, whatever has to be waited for: a house may be long in coming.
        notify.tell(notify.READY)
        try:
            while self._goes_on:
                now = time.monotonic()
                if self._watch.is_hopeful(now):
                    notify.tell(notify.ALIVE)
                self._turn(now)
        finally:
            notify.tell(notify.STOPPING)
            self._end_all()
            os.close(self._wakes)
            os.close(self._woken)

    def run_until_asked(self) -> None:
        """Work until SIGTERM or SIGINT."""

        def leave(_signal: int, _frame: FrameType | None) -> None:
            self.stop()

        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, leave)
        self.run()

    def _turn(self, now: float) -> None:
        if self._compositor and not self._compositor.runs:
            self._say("The compositor ended.")
            self._end_all()
        if not self._compositor and now >= self._starts_screen.due:
            self._start_screen()
        if now >= self._looks_at:
            self._look(now)
        self._rest()

    def _look(self, now: float) -> None:
        """Ask the house about its page, and do what that needs."""
        pulse = self._heart.feel()
        if not self._browser:
            self._start_browser(now, pulse)
        else:
            self._mend(self._watch.step(now, pulse), "The page does not beat.")
        well = self._browser is not None and pulse is not None and self._watch.is_well
        if well:
            self._starts_screen.go_well()
            self._starts_browser.go_well()
        self._looks_at = min(now + _LOOKS_EVERY, self._watch.due) if well else now + _LOOKS_SOON
        if pulse is None:
            self._say("Waiting for the house.")
        elif well:
            self._say("The page is shown.")

    def _rest(self) -> None:
        """Wait for what the browser tells, or until it is time to look."""
        wire = [self._browser.wire.reads] if self._browser else []
        left = max(0.0, self._looks_at - time.monotonic())
        ready, _, _ = select.select([self._wakes, *wire], [], [], left)
        if self._browser and set(ready) & set(wire):
            self._follow(self._browser)

    def _follow(self, browser: Browser) -> None:
        try:
            browser.follow()
        except (EOFError, ConnectionError):
            ended = "The browser ended."
        else:
            ended = "The page was closed." if browser.pages.is_lost else ""
        if ended:
            self._say(ended)
            self._end_browser()
            self._looks_at = 0.0
            return
        if browser.pages.is_broken:
            # Once is enough: whatever comes of it is seen.
            browser.pages.is_broken = False
            self._mend(self._watch.broken(time.monotonic()), "The page is gone.")

    def _mend(self, care: Care, why: str) -> None:
        if care is Care.NONE:
            return
        self._say(why)
        say(f"{why} Mending: {care}.")
        if care is Care.PAGE and self._browser:
            self._browser.open_anew()
        elif care is Care.ALL:
            self._end_all()
        else:
            self._end_browser()
        self._looks_at = 0.0

    def _start_screen(self) -> None:
        try:
            self._compositor = compositor.start(self._screen, dict(os.environ))
            self._is_new_screen = True
        except NoCompositor as error:
            self._starts_screen.end(time.monotonic())
            self._say(str(error))

    def _start_browser(self, now: float, pulse: Pulse | None) -> None:
        """Start it where there is a screen and a house to show: else it would show an error.

        A game that is on the screen already is played to its end: a new window would cover it.
        """
        if not self._compositor:
            return
        if pulse is None or (pulse.plays and not self._is_new_screen):
            self._watch.wait(now)
            return
        if now < self._starts_browser.due:
            return
        self._is_new_screen = False
        try:
            self._browser = Browser(self._screen, self._compositor.environ)
        except OSError as error:
            self._starts_browser.end(now)
            self._say(f"{self._screen.browser[0]} does not start: {error.strerror}.")
            return
        self._watch.begin(now)

    def _end_browser(self) -> None:
        if self._browser:
            self._browser.end()
            self._starts_browser.end(time.monotonic())
        self._browser = None

    def _end_all(self) -> None:
        self._end_browser()
        if self._compositor:
            self._compositor.end()
            self._starts_screen.end(time.monotonic())
        self._compositor = None

    def _say(self, state: str) -> None:
        """Tell systemd, and its log, when things change; not each time they are looked at."""
        if state != self._said:
            self._said = state
            notify.tell(f"STATUS={state}")
            say(state)


def run(screen: Screen) -> None:
    """Show the house's page until SIGTERM or SIGINT. Raises HardwareError."""
    Display(screen).run_until_asked()
