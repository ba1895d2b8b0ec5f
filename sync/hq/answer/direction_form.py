"""Read what an administrator typed, on the page or behind the command, as directions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from unicodedata import normalize

from sync.directions import (
    ALL_GAMES,
    LINES,
    LONGEST_PURPOSE,
    THRESHOLDS,
    Directions,
    Line,
    is_number,
    is_purpose,
)
from sync.hq.answer.direction_words import GAMES, WITH_LETTERS
from sync.hq.answer.direction_words import LINES as NAMES
from sync.hq.errors import Refused

# Rows for lines of the county's own: as many as a house keeps.
ROWS = ("1", "2", "3", "4")

YES, NO, GONE = "yes", "no", "gone"


def read(typed: Mapping[str, str], ticked: Sequence[str], now: datetime) -> Directions:
    """Read what is to be set; ticked: the games. Raises Refused.

    `number-` and `shown-` stand before the key of a line or the number of a row, `purpose-` before
    that of a row, `threshold-` before a name; `games` is nothing, all or some.
    """
    lines = (*_known(typed), *_own(typed))
    if len({line.purpose for line in lines if not line.key}) < sum(not one.key for one in lines):
        raise Refused("Two lines have the same name.")
    games = _games(typed.get("games", ""), ticked)
    said = Directions(int(now.timestamp()), lines, _thresholds(typed), games)
    if said.is_empty:
        raise Refused("Nothing is set yet: please set something.")
    return said


def typed(
    numbers: Iterable[str], hidden: Iterable[str], thresholds: Iterable[str], games: str | None
) -> tuple[dict[str, str], list[str]]:
    """Put what stands behind a command as it would stand on the page: the fields, and the games.

    numbers: WHOSE=NUMBER; thresholds: NAME=VALUE; games: all, or names with commas between. Raises
    Refused.
    """
    fields = {f"threshold-{name}": value for name, value in map(_parted, thresholds)}
    if unknown := fields.keys() - {f"threshold-{name}" for name in THRESHOLDS}:
        raise Refused("There is no threshold %(name)s.", name=min(unknown).partition("-")[2])
    given = dict(map(_parted, numbers))
    given |= {whose: given.get(whose, "") for whose in hidden}
    own = [whose for whose in given if whose not in LINES]
    if len(own) > len(ROWS):
        raise Refused("A house keeps at most %(most)s lines of the county's own.", most=len(ROWS))
    places = dict(zip(own, ROWS, strict=False))
    for whose, number in given.items():
        place, gone = places.get(whose, whose), whose in places and not number
        fields[f"number-{place}"] = number
        # One that is hidden stays, and needs its number: houses keep no half of a line.
        fields[f"shown-{place}"] = NO if whose in hidden else GONE if gone else YES
        if whose in places:
            fields[f"purpose-{place}"] = whose
    ticked = [name.strip() for name in (games or "").split(",") if name.strip()]
    fields["games"] = ALL_GAMES if ticked == [ALL_GAMES] else "some" if ticked else ""
    return fields, ticked


def _parted(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise Refused("Write %(text)s as NAME=VALUE.", text=text)
    return name.strip(), value.strip()


def _known(typed: Mapping[str, str]) -> Iterator[Line]:
    for key in LINES:
        number, shown = _tidy(typed, f"number-{key}"), typed.get(f"shown-{key}", "")
        if shown in (YES, NO):
            yield Line(_called(number) if number else "", key, shown=shown == YES)
        elif number:
            raise Refused("Please choose whether children see this: %(whose)s.", whose=NAMES[key])


def _own(typed: Mapping[str, str]) -> Iterator[Line]:
    for row in ROWS:
        purpose, number = _tidy(typed, f"purpose-{row}"), _tidy(typed, f"number-{row}")
        shown = typed.get(f"shown-{row}", YES)
        if not purpose and not number:
            continue
        if not is_purpose(purpose):
            raise Refused("A name has 1 to %(most)s characters.", most=LONGEST_PURPOSE)
        yield Line("" if shown == GONE else _called(number), "", purpose, shown != NO)


def _thresholds(typed: Mapping[str, str]) -> dict[str, int]:
    found = {}
    for name, values in THRESHOLDS.items():
        chosen = typed.get(f"threshold-{name}", "")
        if chosen:
            found[name] = _offered(values).get(chosen, -1)
    if -1 in found.values():
        raise Refused("A threshold cannot have this value.")
    if ("answers" in found) != ("lowest_answers" in found):
        raise Refused("Please choose both: how many answers, and how many of them.")
    if found.get("lowest_answers", 0) > found.get("answers", 0):
        raise Refused("These are more than the last answers that are looked at.")
    return found


def _offered(values: Sequence[int]) -> dict[str, int]:
    return {YES: True, NO: False} if values[0] is False else {str(one): one for one in values}


def _games(said: str, ticked: Sequence[str]) -> str | frozenset[str] | None:
    if said != "some":
        return ALL_GAMES if said == ALL_GAMES else None
    if not set(ticked) <= set(GAMES):
        raise Refused("There is no such game.")
    if not set(ticked) - WITH_LETTERS:
        raise Refused("Please leave a game for children who know no letters.")
    return frozenset(ticked)


def _tidy(typed: Mapping[str, str], name: str) -> str:
    """Take what a Chinese keyboard made of digits as a telephone knows it."""
    return " ".join(normalize("NFKC", typed.get(name, "")).split())


def _called(number: str) -> str:
    if not is_number(number):
        raise Refused("A number has 3 to 13 signs: digits, with spaces or hyphens between them.")
    return number
