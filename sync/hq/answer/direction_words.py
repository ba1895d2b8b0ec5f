"""What can be set in the houses, in words; a house's own words say the same to its counselor."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy

from sync.directions import ALL_GAMES, OF_REASON, THRESHOLDS, Directions, Line

LINES = {
    "youth": lazy("Youth line (12355)"),
    "government": lazy("Government line (12345)"),
    "supervisor": lazy("Supervisor of the township"),
}

# Switches first: whether a reason is pointed out; then from where on it holds.
REASONS = {
    "lowest": lazy("The saddest face, again and again"),
    "fall": lazy("Lower than the child usually is"),
    "absence": lazy("It came regularly, and comes no more"),
    "straight_lining": lazy("Always the same face"),
}
AMOUNTS = {
    "answers": lazy("How many of the last answers are looked at"),
    "lowest_answers": lazy("How many of these are the saddest face, at least"),
    "fall_faces": lazy("By how many of five faces it is lower, at least"),
    "answers_before": lazy("How many answers there are before these, at least"),
    "days_missed": lazy("How many open days in a row it missed, at least"),
    "times_longer": lazy("How many times as many as it ever missed before"),
    "weeks_known": lazy("For how many weeks it came before, at least"),
    "same_answers": lazy("How many times the same face in a row"),
}

# The games of the houses of today; a house passes over one that it does not have.
GAMES = {
    "team_pairs": lazy("Find the pairs"),
    "firefly_path": lazy("Firefly's way"),
    "sheep_wolf": lazy("Sheep and wolf"),
    "sort_switch": lazy("Sort by the sign"),
    "feel_story": lazy("How they feel"),
    "safe_kids": lazy("Keeping safe"),
    "carry_together": lazy("Carry together"),
    "number_road": lazy("Number path"),
    "share_fair": lazy("Share it out"),
    "calm_breath": lazy("Breathe along"),
    "my_weather": lazy("Weather in me"),
    "peace_steps": lazy("Stop, say, solve"),
    "hanzi_trace": lazy("Stroke order"),
}
WITH_LETTERS = frozenset({"number_road", "hanzi_trace"})


def sentences(said: Directions) -> Iterator[str]:
    """Tell what is set, each change in a sentence with its value."""
    yield from map(_number, said.lines)
    yield from (_threshold(one, said.thresholds) for one in THRESHOLDS if one in said.thresholds)
    if said.games is not None:
        yield _games(said.games)


def _number(line: Line) -> str:
    whose = LINES.get(line.key, line.purpose)
    if not line.number and not line.key:
        return str(gettext("%(whose)s: taken out.", whose=whose))
    number = line.number or gettext("the number of the program")
    seen = gettext("children see it") if line.shown else gettext("children do not see it")
    return str(gettext("%(whose)s: %(number)s, %(seen)s.", whose=whose, number=number, seen=seen))


def _threshold(name: str, thresholds: Mapping[str, int]) -> str:
    value = thresholds[name]
    if name in REASONS:
        how = gettext("Point it out") if value else gettext("Leave it out")
        return str(gettext("%(what)s: %(value)s.", what=REASONS[name], value=how))
    what = f"{REASONS[OF_REASON[name]]} · {AMOUNTS[name]}"
    return str(gettext("%(what)s: %(value)s.", what=what, value=value))


def _games(games: str | frozenset[str]) -> str:
    off = [] if games == ALL_GAMES else [one for one in GAMES if one not in games]
    on = [one for one in GAMES if one not in off]
    if not off:
        return str(gettext("All games are offered."))
    if len(off) < len(on):
        return str(gettext("All games are offered but these: %(names)s.", names=_listed(off)))
    return str(gettext("Only these games are offered: %(names)s.", names=_listed(on)))


def _listed(names: list[str]) -> str:
    return str(gettext(", ")).join(str(GAMES[one]) for one in names)
