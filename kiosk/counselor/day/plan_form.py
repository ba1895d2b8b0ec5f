"""The form of a plan."""

from datetime import date, time

from flask_babel import lazy_gettext as lazy

from kiosk.counselor.fields import Between, DayField, Given, LineField, TimeField
from kiosk.counselor.forms import PanelForm, at_most, one_of, suggested
from kiosk.domain.plans import Plan

_ONCE, _WEEKLY = "once", "weekly"


class PlanForm(PanelForm):
    """What will be done, when first, for how long, and whether every week."""

    name = LineField(
        lazy("What will be done"), [Given(lazy("Please write what will be done.")), at_most(40)]
    )
    day = DayField(lazy("First day"), [Given(lazy("Please choose year, month and day."))])
    start = TimeField(lazy("Beginning"), [Given(lazy("Please choose hour and minute."))])
    minutes = LineField(lazy("Minutes"), [Between(5, 600)])
    repeat = one_of(lazy("How often"), {_WEEKLY: lazy("every week"), _ONCE: lazy("once")})

    def __init__(self, today: date) -> None:
        usual = {"day": suggested(today), "start": time(15), "minutes": "60", "repeat": _WEEKLY}
        super().__init__(data=usual)
        self.coming("day", today)

    def entry(self) -> Plan:
        """Tell the plan."""
        return Plan(
            name=self.name.data,
            first=self.day.day,
            start=self.start.chosen,
            minutes=int(self.minutes.data),
            weekly=self.repeat.data == _WEEKLY,
        )
