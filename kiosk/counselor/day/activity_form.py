"""The form of an activity."""

from collections.abc import Collection
from datetime import date, time

from flask_babel import lazy_gettext as lazy
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput

from kiosk.counselor.fields import Between, DayField, Given, LineField, TimeField
from kiosk.counselor.forms import at_most, suggested
from kiosk.counselor.shown_form import ShownForm
from kiosk.domain.activities import Activity
from kiosk.domain.children import Child


class ActivityForm(ShownForm):
    """What was done, when, for how long, and which children took part."""

    name = LineField(
        lazy("What was done"), [Given(lazy("Please write what was done.")), at_most(40)]
    )
    day = DayField(lazy("Date"), [Given(lazy("Please choose year, month and day."))])
    start = TimeField(lazy("Beginning"), [Given(lazy("Please choose hour and minute."))])
    minutes = LineField(lazy("Minutes"), [Between(5, 600)])
    others = LineField(lazy("Others who took part"), [Between(0, 200)])
    participants = SelectMultipleField(lazy("Who took part"), option_widget=CheckboxInput())

    def __init__(self, today: date, children: Collection[Child], known: Activity | None) -> None:
        usual: dict[str, object] = {
            "day": suggested(today), "start": time(15, 0), "minutes": "60", "others": "0"
        }  # fmt: skip
        super().__init__(known.mark if known else "", _shown(known) if known else usual)
        self.until("day", today, 5)
        self.children = {child.id: child for child in children}
        self.participants.choices = [SelectChoice(child.id, child.nickname) for child in children]

    def entry(self) -> Activity:
        """Tell the activity."""
        return Activity(
            name=self.name.data,
            day=self.day.day,
            start=self.start.chosen,
            minutes=int(self.minutes.data),
            participants=frozenset(self.participants.data),
            others=int(self.others.data),
        )


def _shown(known: Activity) -> dict[str, object]:
    return {
        "name": known.name,
        "day": known.day,
        "start": known.start,
        "minutes": str(known.minutes),
        "others": str(known.others),
        "participants": sorted(known.participants),
    }
