"""The forms of a visit that is written by hand."""

from datetime import date, datetime, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import SelectMultipleField

from kiosk.counselor.fields import DayField, Given, TimeField
from kiosk.counselor.forms import NO, YES, PanelForm, one_of
from kiosk.counselor.shown_form import ShownForm
from kiosk.domain.corrections import FIRST_DAY
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.visits import Visit
from kiosk.house import House


def first_day(house: House) -> date:
    """Tell the oldest day of which visits can be written: older ones are let go of."""
    kept = house.clock().day - timedelta(days=house.config.keep_visits_days)
    return max(FIRST_DAY, kept)


class _Times(PanelForm):
    arrived = TimeField(lazy("Came at"), [Given(lazy("Please choose hour and minute."))])
    left = TimeField(lazy("Went home at"))

    def times_on(self, day: date) -> tuple[datetime, datetime | None]:
        """Tell when a child came on a day of the house, and when it went home."""
        return datetime.combine(day, self.arrived.chosen, HOUSE_ZONE), self.left.on(day)

    def refuse_times(self, sentence: str) -> None:
        """Say why these times cannot be kept."""
        self.refuse("arrived", gettext(sentence))


class VisitForm(ShownForm, _Times):
    """One visit: its day, when the child came, and when it went home."""

    day = DayField(lazy("When"), [Given(lazy("Please choose year, month and day."))])

    def __init__(self, today: date, visit: Visit | None = None, **known: object) -> None:
        super().__init__(visit.mark if visit else "", _known_of(visit) if visit else known)
        self.until("day", today, 4)
        self._came = visit.arrived if visit else None
        self._went = visit.left if visit else None

    def times(self) -> tuple[datetime, datetime | None]:
        """Tell when the child came, and when it went home.

        What stays as it was shown keeps its seconds: whoever goes and comes again within a minute
        was not here twice.
        """
        arrived, left = self.times_on(self.day.day)
        return _exact(arrived, self._came), left and _exact(left, self._went)


class PaperForm(_Times):
    """A day of the paper register: who came, from when to when."""

    # Who may be tapped is decided when it is kept: somebody may have checked in meanwhile.
    child = SelectMultipleField(
        lazy("Who came"), [Given(lazy("Please tap who came."))], choices=[], validate_choice=False
    )


class StrikeForm(PanelForm):
    """Whether the answers of a wrong tap's sitting go with it."""

    answers = one_of(
        lazy("Do these answers go too?"),
        {YES: lazy("Yes, another child gave them"), NO: lazy("No, this child gave them")},
    )

    def __init__(self) -> None:
        super().__init__(data={"answers": YES})


def _exact(chosen: datetime, shown: datetime | None) -> datetime:
    return shown if shown and shown.replace(second=0, microsecond=0) == chosen else chosen


def _known_of(visit: Visit) -> dict[str, object]:
    """Tell a visit as its form shows it."""
    arrived, left = (
        time.astimezone(HOUSE_ZONE).time().replace(second=0, microsecond=0) if time else None
        for time in (visit.arrived, visit.left)
    )
    return {"day": visit.day, "arrived": arrived, "left": left}
