"""Every page of the child in each of its states: one line a state, for the rigs and the gallery.

A new page joins all of them with a line here. A new language joins with a word in LANGUAGES.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kiosk.domain.codes import THINGS, TRIES
from kiosk.domain.hotlines import HOTLINES, MOST_OWN, Hotline
from kiosk.domain.ideas import Idea
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.power import Stage

LANGUAGES = ("zh_Hans", "en", "bo", "ii")

# A Tuesday in autumn.
AFTERNOON = datetime(2026, 11, 24, 16, 10, tzinfo=HOUSE_ZONE)

# Who stands in a showroom: SMALL is six, BIG is nine and has a code, others fill the pages.
SMALL, BIG = "{small}", "{big}"

# Programs in the place of a game: one that stays, one that is gone before it is seen.
STAYS, VANISHES = "import time; time.sleep(60)", "raise SystemExit(1)"

Step = tuple[str, Mapping[str, str]]


def _tap(thing: int) -> Step:
    return "/code", {"thing": THINGS[thing]}


GUEST_IN: tuple[Step, ...] = (("/guest", {}),)
SMALL_IN: tuple[Step, ...] = (("/who", {"child": SMALL}),)
BIG_KNOCKS: tuple[Step, ...] = (("/who", {"child": BIG}),)
BIG_IN = (*BIG_KNOCKS, _tap(0), _tap(1))
_MISSED = (_tap(0), _tap(2))
_PLAY: Step = ("/play/team_pairs", {})
# As wide as the panel takes them: six numbers, four of them the house's own.
_OWN_NUMBERS = (
    *(replace(line, shown=line.key in ("listener", "government")) for line in HOTLINES),
    *[Hotline("0834-76123456", "县民政救助站")] * MOST_OWN,
)
_CLOSED = {"open_from": "09:00", "open_until": "10:00"}
_GAMES_REST = {"play_until": "06:30"}


@dataclass(frozen=True)
class Screen:
    """A page in one state, and how the house and the visit came to be so.

    shows: what is on no other page. steps: forms that were sent before. children: how many live
    here. game: a program in the place of the game. an_adult_set: settings of the house.
    hotlines: whom to call, as the counselor has set it.
    no_records: why its records cannot be opened. goes_to_sleep: how far it is with that.
    """

    name: str
    path: str
    shows: str
    steps: tuple[Step, ...] = ()
    children: int = 2
    at: datetime = AFTERNOON
    idea: Idea | None = None
    game: str = VANISHES
    an_adult_set: Mapping[str, object] = field(default_factory=dict)
    hotlines: tuple[Hotline, ...] = HOTLINES
    no_records: str = ""
    goes_to_sleep: Stage = Stage.AWAKE


def _asleep(sky: str, season: str, month: int, hour: int) -> Screen:
    at = datetime(2027, month, 10, hour, tzinfo=HOUSE_ZONE)
    return Screen(f"asleep_{season}_{sky}", "/", f".asleep.sky-{sky}.season-{season}", at=at)


def _thanks(idea: Idea, leads_to: str) -> Screen:
    shows = f"a.idea[href='{leads_to}'], form[action^='{leads_to}'] .idea"
    return Screen(f"thanks_{idea}", "/thanks", shows, SMALL_IN, idea=idea)


SCREENS = (
    _asleep("dawn", "spring", 4, 6),
    _asleep("day", "summer", 7, 12),
    _asleep("dusk", "autumn", 10, 18),
    _asleep("night", "winter", 1, 21),
    Screen("empty", "/who", ".empty", children=0),
    Screen("who_of_2", "/who", "li:nth-child(3):last-child"),
    Screen("who_of_14", "/who", "li:nth-child(15)", children=14),
    Screen("who_of_60", "/who", "[href*='page=2'] + [href*='page=5']", children=60),
    Screen("who_of_60_last", "/who?page=5", "[href*='page=1'] + [href*='page=4']", children=60),
    Screen("code", "/code", ".things:not(.again, :has(.tapped))", BIG_KNOCKS),
    Screen("code_one_tapped", "/code", ".tapped", (*BIG_KNOCKS, _tap(4))),
    Screen("code_again", "/code", ".again", (*BIG_KNOCKS, *_MISSED)),
    Screen("code_help", "/code", ".code-help", (*BIG_KNOCKS, *_MISSED * TRIES)),
    Screen("feel_of_3", "/feel", ".feel.faces-3", SMALL_IN),
    Screen("feel_of_5", "/feel", ".feel.faces-5", BIG_IN),
    _thanks(Idea.BREATHE, "/rest"),
    _thanks(Idea.TALK, "/talk"),
    _thanks(Idea.PLAY, "/play/"),
    _thanks(Idea.OUTSIDE, "/outside"),
    Screen("thanks_guest", "/thanks", ".badge.guest", GUEST_IN),
    Screen("thanks_games_rest", "/thanks", "a.tile.play", SMALL_IN, an_adult_set=_GAMES_REST),
    Screen("games", "/games", ".games .cards", SMALL_IN),
    Screen("games_more", "/games?page=2", ".games .cards", SMALL_IN),
    Screen("playing", "/playing", ".playing", (*SMALL_IN, _PLAY), game=STAYS),
    Screen("no_game", "/playing", ".no-game", (*GUEST_IN, _PLAY)),
    Screen("rest", "/rest", ".rest", SMALL_IN),
    Screen("outside", "/outside", ".outside", SMALL_IN),
    Screen("talk", "/talk", ".talk [href='/thanks']", (*SMALL_IN, ("/talk", {}))),
    Screen("talk_of_nobody", "/talk", ".talk [href='/']", (("/talk", {}),)),
    Screen("numbers", "/talk/numbers", ".numbers .picture", SMALL_IN),
    Screen("talk_closed", "/talk", ".there .hours", SMALL_IN, an_adult_set=_CLOSED),
    Screen("numbers_own", "/talk/numbers", ".hotlines li:nth-child(6)", hotlines=_OWN_NUMBERS),
    Screen(
        "talk_closed_own",
        "/talk",
        ".there ~ .hotlines li:nth-child(6)",
        an_adult_set=_CLOSED,
        hotlines=_OWN_NUMBERS,
    ),
    Screen("no_tag", "/tag", ".no-tag", (("/tag", {"tag": "0000"}),)),
    Screen("fetch", "/fetch", ".fetchers", (*SMALL_IN, ("/home", {}))),
    Screen("today_of_3", "/today", ".today.faces-3", SMALL_IN),
    Screen("today_of_5", "/today", ".today.faces-5", BIG_IN),
    Screen("bye", "/bye", ".bye", (*SMALL_IN, ("/home", {}))),
    Screen("good_night", "/", ".good-night", goes_to_sleep=Stage.CLOSING),
    Screen("good_night_refused", "/", ".good-night .again", goes_to_sleep=Stage.REFUSED),
    Screen("waking", "/", ".good-night.sky-dawn", goes_to_sleep=Stage.ANEW),
    Screen("trouble", "/", ".trouble", no_records="StoreDamaged"),
    Screen("trouble_backup", "/", ".trouble", no_records="BackupFailed"),
)
