"""Every way through the pages goes by touch, and speaks the child's language to its end."""

import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import Browser, Page

from kiosk.domain.circles import PICTURES
from kiosk.domain.codes import THINGS
from kiosk.domain.ideas import Idea
from kiosk.store.people import circles, tags
from tests.browser import settle, touch_page
from tests.kiosk.child.screens import AFTERNOON, BIG, LANGUAGES, SMALL, STAYS, Screen
from tests.kiosk.child.showroom import Showroom, open_showroom
from tests.kiosk.child.test_tags_in_chromium import NUMBER, hold
from tests.kiosk.child.villages import Village
from tests.turns import by_turns

pytestmark = pytest.mark.browser

# The letters that a sentence of each language is written in, and the others are not.
LETTERS = {"zh_Hans": "[一-鿿]", "en": "[a-z]", "bo": "[ཀ-ྼ]", "ii": "[ꀀ-ꒌ]"}

WAKE = (".wake .hand", "/who")
SMALL_COMES = (f".card[value='{SMALL}']", "/feel")
BIG_KNOCKS = (f".card[value='{BIG}']", "/code")
FACE, SKIP = (".mood", "/thanks"), (".mood.skip", "/thanks")
FAREWELL, RETURN = (".mood", "/bye?*"), (".return", "/thanks")
GOES = "form[action='/home'] button"
TALKS, BACK = ("nav form[action='/talk'] button", "/talk"), ".tile:last-child"
CLOSED = {"open_from": "09:00", "open_until": "10:00"}


def thing(number: int, leads_to: str) -> tuple[str, str]:
    return f".thing[value='{THINGS[number]}']", leads_to


WHOLE_VISIT = (WAKE, SMALL_COMES, FACE, (GOES, "/fetch"), (".fetcher", "/today"), FAREWELL)
GAME = (WAKE, SMALL_COMES, SKIP, (".tile.play", "/playing"), ("main button", "/thanks"))
MISSED = (WAKE, BIG_KNOCKS, thing(0, "/code"), thing(2, "/code"))
ABOUT = (".about >> nth=0", "/feel")
CODE = (*MISSED, thing(0, "/code"), thing(1, "/feel"), ABOUT, FACE, (GOES, "/today"), FAREWELL)
TALK = (WAKE, SMALL_COMES, SKIP, TALKS)
NUMBERS = (*TALK, ("[href='/talk/numbers']", "/talk/numbers"), (BACK, "/thanks"))
TWO = (WAKE, SMALL_COMES, FACE, ("nav [href='/who']", "/who"), BIG_KNOCKS, ("nav .me", "/who"))
GUEST = (WAKE, (".card.guest", "/thanks"), (".tile[href='/rest']", "/rest"), RETURN)
PLAYS_ON, SITTING_S = "plays on", 3
IDEA = (WAKE, SMALL_COMES, FACE, ("a.idea", "/rest"), RETURN)
TAG = (WAKE, (NUMBER, "/feel"), FACE)
GROUP = (WAKE, (".circle", "/who?circle=*"), SMALL_COMES, FACE)
BREAK = (*GAME[:-1], (PLAYS_ON, "/thanks"), ("a.tile.play", "/outside"), RETURN)
OVER = (WAKE, SMALL_COMES, FACE, ("a.tile.play", "/outside"), RETURN)


@dataclass(frozen=True)
class Path:
    """What is tapped, where each tap leads, and what an adult has set.

    A number is a tag that is held to the reader; PLAYS_ON is a game that goes on to the limit.
    """

    name: str
    taps: tuple[tuple[str, str], ...]
    an_adult_set: Mapping[str, object] = field(default_factory=dict)
    idea: Idea | None = None


PATHS = (
    Path("a whole visit of a small child", WHOLE_VISIT),
    Path("a game, left again", GAME),
    Path("a picture code, missed once, and what about", CODE),
    Path("a wish to talk, and the numbers", NUMBERS),
    Path("a wish to talk of nobody", (WAKE, TALKS, (BACK, "/"))),
    Path("a wish when the house is closed", (*TALK, (BACK, "/thanks")), CLOSED),
    Path("one child after another", TWO),
    Path("a guest that rests and goes", (*GUEST, (GOES, "/bye?*"))),
    Path("an idea", IDEA, idea=Idea.BREATHE),
    Path("a tag", TAG),
    Path("a group", GROUP),
    Path("a sitting is over", BREAK, {"sitting_minutes": SITTING_S / 60}),
    Path("games are over for today", OVER, {"play_until": "06:30"}),
)

# A child is asked once a day how it feels: each path has a day of its own.
days = count(step=7)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Showroom]:
    with open_showroom(tmp_path_factory.mktemp("paths")) as room:
        yield room


@pytest.mark.parametrize(
    ("path", "language"),
    by_turns(PATHS, LANGUAGES, name=lambda one: getattr(one, "name", one), halves=True),
)
def test_a_path_goes_by_touch_in_each_language(
    browser: Browser, room: Showroom, path: Path, language: str
) -> None:
    at, settings = AFTERNOON + timedelta(days=next(days)), path.an_adult_set
    start = Screen("asleep", "/", ".wake", at=at, idea=path.idea, game=STAYS, an_adult_set=settings)
    with touch_page(browser) as page:
        room.show(page, start, language)
        village = room.villages[start.children]
        welcome(village)
        for what, leads_to in path.taps:
            settle(page)
            # A thing of a code leads to a page of the same address; what is only marked to none.
            marks = (what, leads_to) == ABOUT
            with nullcontext() if marks else page.expect_navigation(url=f"**{leads_to}"):
                touch(page, room, what.format(**village.ids))
            page.wait_for_url(f"**{leads_to}")
            assert speaks(page, language), page.url


def welcome(village: Village) -> None:
    """Give the small child a tag and a group, once."""
    house, small = village.house, village.ids["small"]
    with house.database.transaction() as db:
        if not tags.count(db, small):
            tags.give(db, small, NUMBER, "li", house.clock())
            group = circles.add(db, "小组", PICTURES[0], house.clock(), "li")
            db.table("children").update(small, {"circle": group})


def touch(page: Page, room: Showroom, what: str) -> None:
    if what == NUMBER:
        hold(page, NUMBER)
    elif what == PLAYS_ON:
        page.wait_for_timeout(SITTING_S * 1000 + 500)
        room.leave()
    else:
        page.locator(what).first.tap()


def speaks(page: Page, language: str) -> bool:
    """Tell whether the page's prompt is a sentence of this language alone."""
    said = page.locator("main").get_attribute("aria-label") or ""
    told = page.locator("html").get_attribute("lang")
    written = {one for one, letters in LETTERS.items() if re.search(letters, said)}
    return (told, written) == (language.replace("_", "-"), {language})
