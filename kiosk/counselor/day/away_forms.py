"""The forms by which a counselor says that she is away, and who can stand in for her."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import FieldList, Form, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from kiosk.counselor.fields import ChoiceField, LineField, MaybeDayField, TimeField
from kiosk.counselor.forms import LettersAtMost, PanelForm, one_of
from kiosk.domain.absence import MOST_STAND_INS, Absence, StandIn

_TODAY, _TOMORROW, _LATER, _NOBODY = "today", "tomorrow", "later", "nobody"


class AwayForm(PanelForm):
    """Until the end of which day, and who is there meanwhile."""

    until = one_of(
        lazy("Until the end of"),
        {_TODAY: lazy("today"), _TOMORROW: lazy("tomorrow"), _LATER: lazy("another day")},
    )
    day = MaybeDayField(lazy("Last day away"))
    who = ChoiceField(lazy("Who else is there"))

    def __init__(self, today: date, people: Sequence[StandIn]) -> None:
        super().__init__(data={"until": _TODAY, "who": _NOBODY})
        self.coming("day", today)
        if self.until.data != _LATER:
            self.day.leave_out()
        # By what she was shown: another device may have put somebody else in that place.
        self._today, self._people = today, {_told(one): one for one in people}
        told = [SelectChoice(one, one) for one in self._people]
        self.who.choices = [SelectChoice(_NOBODY, gettext("Nobody")), *told]

    def validate_day(self, field: MaybeDayField) -> None:
        """Refuse a day that is not chosen, or is over."""
        if self.until.data != _LATER:
            return
        if field.data is None:
            raise ValidationError(gettext("Please choose year, month and day."))
        if field.data < self._today:
            raise ValidationError(gettext("This day is over."))

    def absence(self) -> Absence:
        """Tell the absence."""
        days = {_TODAY: self._today, _TOMORROW: self._today + timedelta(days=1)}
        until = days.get(self.until.data) or self.day.day
        return Absence(until, self._people.get(self.who.data))


class StandInForm(Form):  # type: ignore[misc]
    """Somebody who can be there; without a name it is nobody."""

    name = LineField(lazy("What children call them"), [LettersAtMost(10)])
    begins = TimeField(lazy("From"))
    ends = TimeField(lazy("Until"))

    def validate_ends(self, field: TimeField) -> None:
        """Refuse a person without hours: a child would wait in vain."""
        if not self.name.data:
            return
        if field.data is None or self.begins.data is None:
            raise ValidationError(gettext("Please choose from when until when."))
        if field.data == self.begins.data:
            raise ValidationError(gettext("Please choose two different times."))


class StandInsForm(PanelForm):
    """The people who can stand in, and an empty row while there is room for one."""

    people = FieldList(FormField(StandInForm), max_entries=MOST_STAND_INS)

    def __init__(self, people: Sequence[StandIn]) -> None:
        empty: list[dict[str, object]] = [{"name": ""}] if len(people) < MOST_STAND_INS else []
        super().__init__(data={"people": [*(asdict(one) for one in people), *empty]})

    def stand_ins(self) -> list[StandIn]:
        """Tell who can stand in; a row without a name is nobody."""
        rows = [row.form for row in self.people if row.form.name.data]
        return [StandIn(row.name.data, row.begins.chosen, row.ends.chosen) for row in rows]


def _told(one: StandIn) -> str:
    return f"{one.name} {one.begins:%H:%M}–{one.ends:%H:%M}"
