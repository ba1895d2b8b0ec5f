"""The whole of it, for real: compositor, Chromium, the house, a game above it, and back."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from PIL import Image

from tests.hardware.display.a_house import set_up
from tests.kiosk_screen import HAS_FINGERS, NO_PICTURE, KioskScreen, difference, kiosk_screen
from tests.processes import free_port, kiosk, wait_for

pytestmark = pytest.mark.browser

# Where to touch, in pixels: the hand, the guest, the game, and the door out of it.
HAND, GUEST, GAME, DOOR = (512, 570), (597, 364), (170, 445), (52, 50)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return set_up(tmp_path)


@pytest.fixture
def screen() -> Iterator[KioskScreen]:
    with kiosk_screen(free_port()) as one:
        yield one


def seen(screen: KioskScreen, is_it: Callable[[Image.Image], bool], what: str) -> Image.Image:
    """Wait for a picture that stays so: in between, pages fade and screens are not yet drawn."""
    found = NO_PICTURE

    def stays() -> bool:
        nonlocal found
        for pause in (0, 0.3):
            time.sleep(pause)
            found = screen.picture()
            if found is NO_PICTURE or not is_it(found):
                return False
        return True

    wait_for(what, 45, stays)
    return found


def plays(screen: KioskScreen) -> bool:
    return requests.get(f"{screen.address}/desk/beats", timeout=30).json()["plays"]


def leaves(screen: KioskScreen) -> bool:
    """Touch the door out of the game, as a child does: once more where nothing came of it."""
    screen.touch(*DOOR)
    with suppress(AssertionError):
        wait_for("the end of the game", 5, lambda: not plays(screen))
    return not plays(screen)


def test_the_page_a_game_above_it_and_the_page_again(screen: KioskScreen, data: Path) -> None:
    with screen.shown():
        # First the screen, then the house: whatever comes up sooner.
        wait_for("a screen", 20, (screen.directory / "screen").exists)
        dark = seen(screen, lambda it: it.convert("L").getextrema()[1] < 16, "a dark screen")
        with kiosk(data, screen.port, AIYOU_GAMES="team_pairs", **screen.of_house):
            screen.wait_for_page()
            asleep = seen(screen, lambda it: difference(it, dark) > 0.1, "the village")
            screen.touch(*HAND)
            who = seen(screen, lambda it: difference(it, asleep) > 0.1, "who it is")
            screen.touch(*GUEST)
            menu = seen(screen, lambda it: difference(it, who) > 0.02, "what to do")
            screen.touch(*GAME)
            wait_for("a game", 30, lambda: plays(screen))
            game = seen(screen, lambda it: difference(it, menu) > 0.05, "the game")
            time.sleep(8)
            # Under it nothing beats, and nobody mends what is not broken.
            assert plays(screen)
            assert difference(screen.picture(), menu) > 0.05
            wait_for("the end of the game", 30, lambda: leaves(screen))
            back = seen(screen, lambda it: difference(it, game) > 0.03, "a page again")
            assert difference(back, menu) < 0.1
            screen.wait_for_page(10)
            keep(screen, dark=dark, asleep=asleep, who=who, menu=menu, game=game, back=back)
        assert "Mending" not in screen.log


def test_a_page_that_crashed_is_there_again(screen: KioskScreen, data: Path) -> None:
    with screen.shown(), kiosk(data, screen.port, **screen.of_house):
        screen.wait_for_page()
        asleep = seen(screen, lambda it: it.convert("L").getextrema()[1] > 200, "the village")
        for process in screen.processes()["renderer"]:
            process.send_signal(signal.SIGKILL)
        time.sleep(0.3)
        wait_for(
            "the page", 10, lambda: screen.beats(2) and difference(screen.picture(), asleep) < 0.02
        )


@pytest.mark.skipif(not HAS_FINGERS, reason="an old cage turns no screen while it runs")
def test_the_screen_is_turned_as_it_is_set(screen: KioskScreen, data: Path) -> None:
    turned = {"AIYOU_SCREEN_ROTATION": "180", "AIYOU_SCREEN_SCALE": "2"}
    with screen.shown(**turned), kiosk(data, screen.port, **screen.of_house):
        screen.wait_for_page()
        told = screen.ask_outputs()
        assert "Transform: 180" in told
        assert "Scale: 2.000000" in told


def keep(screen: KioskScreen, **pictures: Image.Image) -> None:
    """Leave the pictures where a person can look at them."""
    room = Path("build/display")
    room.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        picture.save(room / f"{name}.png")
