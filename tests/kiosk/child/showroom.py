"""Houses of every size on one address, each as a screen of the list needs it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from flask import Flask
from playwright.sync_api import Page

from kiosk import errors
from kiosk.app import app_for, create_app
from kiosk.arcade import Arcade
from kiosk.config import HouseConfig
from kiosk.power import Power
from tests.kiosk.child.forms import post
from tests.kiosk.child.screens import STAYS, Screen
from tests.kiosk.child.villages import Village, settle
from tests.processes import serving, wait_for

Panel = tuple[int, int, float]

# All is there, faces have waited, and nothing goes on by itself: no hand shows, no page leaves.
_HOLDS_STILL = """async () => {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode()));
  while (document.querySelector(".waits")) await new Promise(requestAnimationFrame);
  for (let last = setTimeout(() => {}); last > 0; last--) clearTimeout(last);
}"""


@dataclass
class Showroom:
    """Brings a house into the state of a screen, and a browser to its page."""

    scratch: Path
    address: str = ""
    app: Flask | None = None
    villages: dict[int, Village] = field(default_factory=dict)
    apps: dict[object, Flask] = field(default_factory=dict)

    def answer(self, environ, start_response):
        """Answer as the house that is shown now."""
        return self.app(environ, start_response)

    def show(self, page: Page, screen: Screen, language: str) -> None:
        """Lead a browser to a screen, and wait until all of it is there."""
        # A page beside a game would go on by itself as its game ends: in the next one's place.
        page.goto("about:blank")
        visit = self.prepare(screen, language)
        page.context.clear_cookies()
        if visit:
            page.context.add_cookies([{"name": "session", "value": visit, "url": self.address}])
        page.goto(self.address + screen.path)
        assert page.locator(screen.shows).count() == 1, f"{screen.name}: {page.url}"
        hold_still(page)

    def prepare(self, screen: Screen, language: str) -> str:
        """Do what comes before a screen; what is returned is the cookie of the visit."""
        self.leave()
        self.app = self._app_of(screen, language)
        if screen.no_records:
            return ""
        village = self.villages[screen.children]
        village.speak(language)
        village.turn_to(screen)
        client = self.app.test_client()
        for path, form in screen.steps:
            post(client, path, **{name: text.format(**village.ids) for name, text in form.items()})
        if screen.game != STAYS:
            wait_for("the game to be gone", 30, lambda: not self._arcade().running)
        visit = client.get_cookie("session")
        return visit.value if visit else ""

    def leave(self) -> None:
        """End the game that belongs to the screen before."""
        if self.app and "house" in self.app.extensions:
            self._arcade().stop()

    def _arcade(self) -> Arcade:
        return self.app.extensions["house"].arcade

    def _app_of(self, screen: Screen, language: str) -> Flask:
        own = {"language": language, **screen.an_adult_set}
        state = (screen.game, screen.no_records, screen.goes_to_sleep)
        kind = (screen.children, *state, *own.items())
        if kind not in self.apps:
            data = self.scratch / f"house-of-{screen.children}"
            config = HouseConfig(data=data, argon2_memory_kib=1024, idle_seconds=600, **own)
            self.apps[kind] = self._open(screen, config)
        return self.apps[kind]

    def _open(self, screen: Screen, config: HouseConfig) -> Flask:
        if screen.no_records:
            # The records lie there, and cannot be read: voices lie beside them.
            config.directory.mkdir(exist_ok=True)
            return create_app(config, partial(_refuse, screen.no_records))
        if screen.children not in self.villages:
            self.villages[screen.children] = settle(config, screen.children)
        house = self.villages[screen.children].house
        program = (sys.executable, "-c", screen.game)
        arcade = Arcade(house.database, house.clock, program, lambda: config.settings.limits)
        power = Power(config)
        power.stage = screen.goes_to_sleep
        return app_for(replace(house, config=config, arcade=arcade, power=power))


def hold_still(page: Page) -> None:
    """Wait until all of a page is there, and stop its timers: a picture of it is the only one."""
    page.evaluate(_HOLDS_STILL)


def lay_out(page: Page, panel: Panel) -> None:
    """Put the page on another panel: all that the house tells of one is its millimetre."""
    width, height, px = panel
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("px => document.body.style.setProperty('--panel', `${px}px`)", px)


@contextmanager
def open_showroom(scratch: Path) -> Iterator[Showroom]:
    """Serve a showroom until the block ends."""
    room = Showroom(scratch)
    with serving(room.answer) as room.address:
        try:
            yield room
        finally:
            room.leave()
            for village in room.villages.values():
                village.house.close()


def _refuse(error: str, _: HouseConfig) -> NoReturn:
    raise getattr(errors, error)("The records cannot be opened.")
