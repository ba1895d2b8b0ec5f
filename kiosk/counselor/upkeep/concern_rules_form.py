"""The form of the thresholds, each field named as its threshold."""

from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as lazy

from kiosk.counselor.fields import ChoiceField
from kiosk.counselor.forms import NO, YES, RulesForm, one_of
from kiosk.domain.concern_rules import CHOICES, SWITCHES, ConcernRules, fault_of
from kiosk.domain.settings import Fault

LABELS = {
    "answers": lazy("How many of the last answers are looked at"),
    "lowest_answers": lazy("How many of these are the saddest face, at least"),
    "fall_faces": lazy("By how many of five faces it is lower, at least"),
    "answers_before": lazy("How many answers there are before these, at least"),
    "days_missed": lazy("How many open days in a row it missed, at least"),
    "times_longer": lazy("How many times as many as it ever missed before"),
    "weeks_known": lazy("For how many weeks it came before, at least"),
    "same_answers": lazy("How many times in a row"),
}
POINTED_OUT = {YES: lazy("Point it out"), NO: lazy("Leave it out")}


def _switch() -> ChoiceField:
    return one_of(lazy("What the house does"), POINTED_OUT)


def _number(name: str) -> ChoiceField:
    return one_of(LABELS[name], {number: str(number) for number in CHOICES[name]})


class ConcernRulesForm(RulesForm):
    """Which reasons are looked for, and from where on each holds; all by tapping."""

    answers = _number("answers")
    lowest = _switch()
    lowest_answers = _number("lowest_answers")
    fall = _switch()
    fall_faces = _number("fall_faces")
    answers_before = _number("answers_before")
    absence = _switch()
    days_missed = _number("days_missed")
    times_longer = _number("times_longer")
    weeks_known = _number("weeks_known")
    straight_lining = _switch()
    same_answers = _number("same_answers")

    def __init__(self, now: ConcernRules) -> None:
        shown = {name: _word(value) for name, value in asdict(now).items()}
        super().__init__(data=shown)

    def fault(self) -> Fault | None:
        """Tell what does not go together."""
        return fault_of(self.wanted())

    def wanted(self) -> ConcernRules:
        """Tell what is to be set."""
        switches: dict[str, Any] = {name: self[name].data == YES for name in SWITCHES}
        numbers: dict[str, Any] = {name: int(self[name].data) for name in CHOICES}
        return ConcernRules(**switches, **numbers)


def _word(value: int) -> str:
    return {True: YES, False: NO}[value] if isinstance(value, bool) else str(value)
