"""What the children do at the screen, and the power that goes while they do."""

from datetime import time, timedelta
from threading import Thread
from time import sleep

import requests
from playwright.sync_api import Page

from tests.end_to_end.people import ChildAtScreen
from tests.end_to_end.year.calendar import Day, Ending
from tests.end_to_end.year.pages import Screen
from tests.end_to_end.year.scene import Pupil, Scene

# The power goes at a random moment of a check-in, which takes less than this many seconds.
_CUT_WITHIN = 0.3
# So many children check in in the real browser on its day; the others as a browser would.
_IN_THE_BROWSER = 3


def come(scene: Scene, plan: Day, page: Page | None = None) -> None:
    """Let children come one after the other; the first of them in a browser where there is one."""
    likely = 0.45 if plan.is_long else 0.75
    coming = [one for one in scene.pupils if scene.rng.random() < likely]
    opens = scene.at(time(9, 0) if plan.is_long else time(15, 40))
    cut_at = scene.rng.randrange(len(coming)) if coming else 0
    screen = Screen(scene.village.address)
    for place, pupil in enumerate(coming):
        scene.village.pass_until(opens + timedelta(minutes=8 * place))
        if plan.ending in (Ending.CUT, Ending.DARK) and place == cut_at:
            _power_goes(scene, screen, pupil)
            if plan.ending is Ending.DARK:
                return
            dark = timedelta(minutes=scene.rng.randint(5, 50))
            scene.village.switch_on_at(scene.village.now + dark)
            screen = Screen(scene.village.address)
        if page and place < _IN_THE_BROWSER:
            _comes_in_chromium(scene, page, pupil)
        else:
            _comes(scene, screen, pupil)


def go_home(scene: Scene) -> None:
    """Let most of those who came say goodbye."""
    scene.village.pass_until(scene.village.now + timedelta(minutes=70))
    screen = Screen(scene.village.address)
    for child in sorted(scene.ledger.came[scene.day]):
        if scene.rng.random() < 0.9:
            _goes(scene, screen, child)


def _comes(scene: Scene, screen: Screen, pupil: Pupil, likely_to_wish: float = 0.03) -> None:
    screen.finds_it_asleep()
    screen.look("/who")
    leads = screen.touch("/who", child=pupil.id)
    scene.ledger.let_in(scene.day, pupil.id)
    screen.look(leads)
    if leads == "/feel":
        leads = screen.touch("/feel", face=scene.rng.choice(("low", "middle", "high")))
        scene.ledger.felt[scene.day].add(pupil.id)
        screen.look(leads)
        if scene.rng.random() < likely_to_wish:
            screen.touch("/talk")
            scene.ledger.wishes.add(pupil.id)


def _goes(scene: Scene, screen: Screen, child: str) -> None:
    screen.finds_it_asleep()
    screen.look("/who")
    screen.look(screen.touch("/who", child=child))
    leads = screen.touch("/home")
    for path, answer in (("/fetch", {"by": "grandmother"}), ("/today", {"face": "high"})):
        if leads == path:
            screen.look(leads)
            leads = screen.touch(path, **answer)


def _comes_in_chromium(scene: Scene, page: Page, pupil: Pupil) -> None:
    child = ChildAtScreen(page, scene.village.address)
    child.finds_the_screen_asleep()
    child.comes(pupil.nickname)
    scene.ledger.let_in(scene.day, pupil.id)
    child.tap("button.mood[value=high]", "/thanks")
    scene.ledger.felt[scene.day].add(pupil.id)


def _power_goes(scene: Scene, screen: Screen, pupil: Pupil) -> None:
    """Cut the power while a child checks in; whether it was let in, nobody can tell."""
    scene.ledger.in_doubt(scene.day, pupil.id)

    def touch() -> None:
        try:
            _comes(scene, screen, pupil, likely_to_wish=0)
        except requests.RequestException:
            return

    touching = Thread(target=touch)
    touching.start()
    sleep(scene.rng.uniform(0, _CUT_WITHIN))
    scene.village.cut()
    touching.join()
