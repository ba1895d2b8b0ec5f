"""When to consider a quiet chat: the thresholds, each for an adult to set or to switch off. Pure.

No study has set these numbers for a picture a child taps. "3 of the last 5 answers" is the
program's; all the others are ours, to be piloted.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from typing import Any

from kiosk.domain.settings import Fault

# What a finger can choose from.
CHOICES: Mapping[str, tuple[int, ...]] = {
    "answers": (4, 5, 7, 10),
    "lowest_answers": (2, 3, 4, 5),
    "answers_before": (8, 10, 15, 20),
    "fall_faces": (1, 2, 3),
    "days_missed": (4, 6, 8, 12, 18),
    "times_longer": (1, 2, 3),
    "weeks_known": (4, 6, 8),
    "same_answers": (8, 10, 15, 20),
}


@dataclass(frozen=True, slots=True)
class ConcernRules:
    """Which reasons are looked for, and from where on each holds.

    `answers` are the last ones, which both mood reasons look at; `fall_faces` counts on the scale
    of five faces; `days_missed` counts only days on which the house was open.
    """

    lowest: bool = True
    answers: int = 5
    lowest_answers: int = 3
    fall: bool = True
    answers_before: int = 10
    fall_faces: int = 2
    absence: bool = True
    days_missed: int = 6
    times_longer: int = 2
    weeks_known: int = 6
    straight_lining: bool = True
    same_answers: int = 10

    @property
    def newest(self) -> int:
        """Tell how many answers of a child are read; twice what is needed, as some are skips."""
        return 2 * max(self.answers + self.answers_before, self.same_answers)

    @property
    def known_for(self) -> timedelta:
        """Tell for how long a child has come before its rhythm is known."""
        return timedelta(weeks=self.weeks_known)


NAMES = tuple(one.name for one in fields(ConcernRules))
SWITCHES = tuple(name for name in NAMES if name not in CHOICES)


def fault_of(rules: ConcernRules) -> Fault | None:
    """Find what does not go together."""
    if rules.lowest_answers > rules.answers:
        return Fault("lowest_answers", "These are more than the last answers that are looked at.")
    return None


def read(texts: Mapping[str, str]) -> ConcernRules:
    """Lay what was set over the defaults; what nobody understands any more counts for nothing."""
    right: dict[str, Any] = {
        name: _OFFERED[name][text] for name, text in texts.items() if text in _OFFERED.get(name, {})
    }
    together = replace(ConcernRules(), **right)
    return ConcernRules() if fault_of(together) else together


def write(rules: ConcernRules) -> dict[str, str]:
    """Write down what is set otherwise than by default, by name."""
    first = asdict(ConcernRules())
    return {name: _text(value) for name, value in asdict(rules).items() if value != first[name]}


def _text(value: int) -> str:
    return str(int(value))


# Every value that can be set, by its name and its text.
_OFFERED: Mapping[str, Mapping[str, int]] = {
    **{name: {"0": False, "1": True} for name in SWITCHES},
    **{name: {_text(one): one for one in values} for name, values in CHOICES.items()},
}
