"""The form of an activity."""

from collections.abc import Callable, Collection
from datetime import date, time
from hashlib import blake2b

import sqlite_utils
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput

from kiosk.counselor.fields import Between, DayField, Given, LineField, TimeField
from kiosk.counselor.forms import PanelForm, at_most
from kiosk.domain.activities import Activity
from kiosk.domain.children import Child
from kiosk.errors import ChangedMeanwhile


class ActivityForm(PanelForm):
    """What was done, when, for how long, and which children took part.

    It brings back which activity it showed: another device may have changed that meanwhile.
    """

    mark = HiddenField()

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
            "day": today, "start": time(15, 0), "minutes": "60", "others": "0"
        }  # fmt: skip
        start = {**_shown(known), "mark": _mark_of(known)} if known else usual
        super().__init__(data=start)
        self.until("day", today, 5)
        self.children = {child.id: child for child in children}
        self.participants.choices = [SelectChoice(child.id, child.nickname) for child in children]

    def check(self, kept: Activity | None) -> None:
        """Raise ChangedMeanwhile unless the activity is kept as it was shown.

        Asked in the transaction that writes.
        """
        if kept is None or self.mark.data != _mark_of(kept):
            raise ChangedMeanwhile("This activity was changed meanwhile.")

    def keeps(self, write: Callable[[sqlite_utils.Database], object]) -> bool:
        """Keep what the form tells; False also where the activity has changed (check)."""
        try:
            return super().keeps(write)
        except ChangedMeanwhile:
            self.form_errors.append(
                gettext("This activity was changed meanwhile: please open it again.")
            )
            return False

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


def _mark_of(known: Activity) -> str:
    return blake2b(repr(_shown(known)).encode(), digest_size=8).hexdigest()
