"""What headquarters set, in sentences: each change with its value, and what became of it."""

from collections.abc import Iterator

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy

from games.catalog import GAMES
from kiosk.counselor import words
from kiosk.counselor.forms import NO, YES
from kiosk.counselor.messages.message_words import Read
from kiosk.counselor.upkeep.concern_rules_form import LABELS, POINTED_OUT
from kiosk.domain.concern_rules import NAMES
from kiosk.domain.directions import Outcome, Part
from kiosk.following import hotline, offered, parts
from sync.directions import OF_REASON, Directions, Line
from sync.errors import BadEnvelope
from sync.inbox import Came

# What a switch is about; a number has its own label.
REASONS = {
    "lowest": lazy("The saddest face, again and again"),
    "fall": lazy("Lower than the child usually is"),
    "absence": lazy("It came regularly, and comes no more"),
    "straight_lining": lazy("Always the same face"),
}
OUTCOMES = {
    Outcome.FOLLOWED: lazy("It holds until you set it otherwise, or headquarters sets it anew."),
    Outcome.UNREADABLE: lazy(
        "It was not written for the version of this house. Nothing was changed."
    ),
    Outcome.NO_ROOM: lazy(
        "Its numbers find no room beside those of this house. Nothing was changed."
    ),
    Outcome.NO_GAME: lazy(
        "No game would be left for children who know no letters. Nothing was changed."
    ),
}
PAGES = {
    Part.HOTLINES: ("numbers", lazy("Numbers")),
    Part.THRESHOLDS: ("concern_rules", lazy("When to consider a quiet chat")),
    Part.GAMES: ("house_rules", lazy("Games, sound and hours")),
}


def read(came: Came, outcome: Outcome | None) -> Read:
    """Tell what a message set, or asked for in vain."""
    try:
        said = Directions.from_content(came.content)
    except BadEnvelope:
        said = Directions(came.came_at)
    sentences = tuple(_sentences(said))
    why = OUTCOMES[outcome] if outcome and outcome is not Outcome.FOLLOWED else None
    return Read(
        number=came.number,
        kind=came.kind,
        at=said.at,
        title=_title(outcome),
        body=str(why or " ".join(sentences)),
        is_new=came.read_at is None,
        sets=sentences,
        outcome=outcome,
        pages=tuple(PAGES[part] for part in parts(said)),
    )


def audited(parts_of_it: str) -> str:
    """Tell what a message set, written in the audit as "hotlines games"."""
    return " · ".join(str(PAGES[Part(one)][1]) for one in parts_of_it.split())


def _title(outcome: Outcome | None) -> str:
    if outcome in (None, Outcome.FOLLOWED):
        return str(gettext("Headquarters changed settings of this house"))
    return str(gettext("A setting of headquarters could not be used"))


def _sentences(said: Directions) -> Iterator[str]:
    yield from map(_number, said.lines)
    yield from (_threshold(one, said.thresholds[one]) for one in NAMES if one in said.thresholds)
    if said.games is not None:
        yield _games(offered(said.games))


def _number(said: Line) -> str:
    line = hotline(said)
    whose = words.callee(line)
    if not line.number:
        return str(gettext("%(whose)s: taken out.", whose=whose))
    seen = gettext("children see it") if line.shown else gettext("children do not see it")
    told = {"whose": whose, "number": line.number, "seen": seen}
    return str(gettext("%(whose)s: %(number)s, %(seen)s.", **told))


def _threshold(name: str, value: int) -> str:
    if name in REASONS:
        what, said = str(REASONS[name]), str(POINTED_OUT[YES if value else NO])
    else:
        what, said = f"{REASONS[OF_REASON[name]]} · {LABELS[name]}", str(value)
    return str(gettext("%(what)s: %(value)s.", what=what, value=said))


def _games(names: frozenset[str] | None) -> str:
    titles = {game.name: str(gettext(game.title)) for game in GAMES}
    on = [title for name, title in titles.items() if names is None or name in names]
    off = [title for title in titles.values() if title not in on]
    if not off:
        return str(gettext("All games are offered."))
    if len(off) < len(on):
        return str(gettext("All games are offered but these: %(names)s.", names=_listed(off)))
    return str(gettext("Only these games are offered: %(names)s.", names=_listed(on)))


def _listed(names: list[str]) -> str:
    return str(gettext(", ")).join(names)
