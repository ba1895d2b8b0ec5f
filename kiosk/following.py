"""Follows what headquarters sets: inbox -> domain -> settings, each message in one transaction.

What it sets holds until the counselor sets it anew, or a later message does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import sqlite_utils

from games.catalog import GAMES
from kiosk.domain.audit import HEADQUARTERS
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.directions import Outcome, Part
from kiosk.domain.hotlines import HOTLINES, Hotline, laid_over
from kiosk.domain.moment import Moment
from kiosk.domain.settings import Settings
from kiosk.house import House
from kiosk.store import directions, settings
from sync.directions import ALL_GAMES, Directions, Line
from sync.errors import BadEnvelope


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the house is once a message was followed."""

    hotlines: tuple[Hotline, ...]
    rules: ConcernRules
    settings: Settings


def follow(house: House) -> None:
    """Follow what came and was not looked at yet, by whichever road it came. Raises StoreError."""
    with house.database.reading() as db:
        if not directions.is_any_waiting(db):
            return
        numbers = [one.number for one in directions.waiting(db)]
    for number in numbers:
        with house.database.transaction() as db:
            _follow_next(db, number, house.config.settings, house.clock())


def _follow_next(db: sqlite_utils.Database, number: int, first: Settings, moment: Moment) -> None:
    came = next((one for one in directions.waiting(db) if one.number == number), None)
    if came is None:
        return
    try:
        said = Directions.from_content(came.content)
    except BadEnvelope:
        directions.note(db, number, Outcome.UNREADABLE, [], moment)
        return
    wanted = _wanted(db, said, first)
    if isinstance(wanted, Outcome):
        directions.note(db, number, wanted, parts(said), moment)
        return
    if said.lines:
        settings.set_hotlines(db, wanted.hotlines, moment, HEADQUARTERS)
    if said.thresholds:
        settings.set_concern_rules(db, wanted.rules, moment, HEADQUARTERS)
    if said.games is not None:
        settings.set_to(db, wanted.settings, first, moment, HEADQUARTERS)
    directions.note(db, number, Outcome.FOLLOWED, parts(said), moment)


def _wanted(db: sqlite_utils.Database, said: Directions, first: Settings) -> Wanted | Outcome:
    """Lay what is said over what holds, or tell why this house cannot follow it."""
    hotlines = laid_over(settings.hotlines(db), [hotline(line) for line in said.lines])
    if hotlines is None:
        return Outcome.NO_ROOM
    now = settings.settings(db, first)
    if said.games is not None:
        games = offered(said.games)
        if not any(not game.letters for game in GAMES if games is None or game.name in games):
            return Outcome.NO_GAME
        now = replace(now, games=games)
    thresholds: dict[str, Any] = dict(said.thresholds)
    return Wanted(hotlines, replace(settings.concern_rules(db), **thresholds), now)


def parts(said: Directions) -> list[Part]:
    """Tell what a message sets."""
    found = {
        Part.HOTLINES: bool(said.lines),
        Part.THRESHOLDS: bool(said.thresholds),
        Part.GAMES: said.games is not None,
    }
    return [part for part, is_set in found.items() if is_set]


def offered(games: str | Iterable[str]) -> frozenset[str] | None:
    """Tell which games of this house are meant, None for all; unknown ones are of a later version.

    A game that comes with an update is offered where all are.
    """
    return None if games == ALL_GAMES else frozenset(games) & {game.name for game in GAMES}


def hotline(line: Line) -> Hotline:
    """Tell how a line is to be: one of the program without a number has the program's."""
    known = next((one for one in HOTLINES if one.key == line.key), None) if line.key else None
    if known is None:
        return Hotline(line.number, line.purpose, shown=line.shown)
    return replace(known, number=line.number or known.number, shown=line.shown)
