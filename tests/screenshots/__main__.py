"""The READMEs' pictures: the real pages and the real games, one autumn afternoon in the demo house.

Run `make docs`; the pictures beside this file are written anew, those of the handbook, and in
build/docs the gallery of the child's pages, handbook and guide as PDFs, and the documents.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page
from rich.console import Console

from kiosk.app import app_for
from kiosk.config import HouseConfig
from kiosk.demo import village
from kiosk.demo.furnish import DemoClock
from kiosk.house import open_house
from sync import inbox
from sync.carrying.step import step
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from tests.browser import SEVEN_INCH, TEN_INCH, chromium, settle, touch_page
from tests.processes import serving
from tests.screenshots import gallery, games, handbook, paper, site

HERE = Path(__file__).parent
AFTERNOON = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
PLAYING = [{"tap": "seats:2"}, {"wait": 3}, {"tap": "hint"}, {"tap": "hint"}, {"tap": "hint"}]
SILENT = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}


@dataclass(frozen=True)
class Addresses:
    """Where the house and headquarters answer."""

    house: str
    hq: str


@contextmanager
def afternoon(data: Path) -> Iterator[Addresses]:
    """Serve the demo as it looks at ten past five on a Tuesday."""
    # A picture cannot hold a phone.
    hq = HqConfig(data=data / "hq", second_factor=False)
    console = Console(quiet=True)
    village.make_headquarters(hq, AFTERNOON, console)
    with serving(create_app(hq, lambda: AFTERNOON)) as hq_address:
        village.make_house(data / "house", hq, hq_address, AFTERNOON, console, empty=False)
        config = HouseConfig(data=data / "house", panel_px_per_mm=TEN_INCH[2], idle_seconds=600)
        house = open_house(config, DemoClock(AFTERNOON))
        try:
            with house.database.reading() as db:
                while step(db).again:
                    pass
                # Something waits: what the handbook shows of sending is not an empty page.
                inbox.ask(db, int(AFTERNOON.timestamp()))
            with serving(app_for(house)) as address:
                yield Addresses(address, hq_address)
        finally:
            house.close()


def keep(page: Page, name: str) -> None:
    """Write what the page shows now."""
    settle(page)
    page.screenshot(path=HERE / f"{name}.png")


def draw_child(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    keep(page, "asleep")
    page.locator(".wake").tap()
    keep(page, "who")
    page.locator(".card:not(.guest, :has(.here))").nth(2).tap()
    page.wait_for_url("**/feel")
    keep(page, "feel")


def unlock(page: Page, address: str) -> None:
    page.goto(f"{address}/counselor/")
    if page.locator(".rail").count():
        return
    page.locator("input[name=passphrase]").fill(village.COUNSELOR.passphrase)
    with page.expect_navigation():
        page.locator("main button.main").tap()


def draw_counselor(page: Page, address: str) -> None:
    unlock(page, address)
    keep(page, "counselor")


def draw_headquarters(page: Page, address: str) -> None:
    name, password = village.ADMINISTRATOR
    page.goto(address)
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.locator("main button").first.tap()
    keep(page, "headquarters")


def draw_game(scratch: Path) -> None:
    """Let the game play by its script in a process of its own, and keep its last scene."""
    script, frames = scratch / "play.jsonl", scratch / "frames"
    script.write_text("\n".join(json.dumps(cue) for cue in PLAYING))
    options = ["--level", "4", "--seed", "3", "--size", "1280x800", "--mm", str(TEN_INCH[2])]
    options += ["--script", str(script), "--frames", str(frames), "--still", "--speed", "20"]
    subprocess.run(
        [sys.executable, "-m", "games", "play", "team_pairs", *options],
        env={**os.environ, **SILENT},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    # After the last tap the game waits, and shows how to go on: the scene before is meant.
    scene = sorted(frames.iterdir())[-2]
    (HERE / "game.png").write_bytes(scene.read_bytes())


def draw_all(browser: Browser, addresses: Addresses) -> None:
    for draw, address in (
        (draw_child, addresses.house),
        (draw_counselor, addresses.house),
        (draw_headquarters, addresses.hq),
    ):
        with touch_page(browser, TEN_INCH) as page:
            draw(page, address)
    with touch_page(browser, SEVEN_INCH) as page:
        unlock(page, addresses.house)
        handbook.draw(page, addresses.house)
    paper.draw(browser, addresses.house)


def main() -> None:
    """Make the demo in a scratch directory and draw all of it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with TemporaryDirectory() as scratch, afternoon(Path(scratch)) as addresses:
        with chromium() as browser:
            draw_all(browser, addresses)
            gallery.draw(browser)
        draw_game(Path(scratch))
        games.draw(Path(scratch), HERE / "games.png")
    print("\n".join(str(path) for path in (*sorted(HERE.glob("*.png")), site.build())))


if __name__ == "__main__":
    main()
