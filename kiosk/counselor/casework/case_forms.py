"""The forms of case records: one a kind, and one for each way in which a record goes on."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from kiosk.counselor.casework.case_words import (
    LEVELS,
    SERVICES,
    SOMEBODY_ELSE,
    STEPS,
    SUPERVISOR,
    called,
)
from kiosk.counselor.fields import (
    ChoiceField,
    DayField,
    Given,
    LineField,
    MaybeDayField,
    TextField,
    TimeField,
)
from kiosk.counselor.forms import PanelForm, at_most, one_of, suggested
from kiosk.counselor.shown_form import ShownForm
from kiosk.domain import services
from kiosk.domain.casework import Call, Entry, FollowUp, HomeVisit, Kind, Note, RiskLevel
from kiosk.domain.hotlines import with_number
from kiosk.domain.marks import mark_of
from kiosk.domain.moment import ClockState
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken
from kiosk.house import current_house

_DAY = Given(lazy("Please choose year, month and day."))
_WRITE = Given(lazy("Please write something here."))
_YEARS = 5
_TWO_WEEKS = timedelta(days=14)


class CaseForm(ShownForm):
    """A form of case records; `known` is the record that it changes."""

    days: tuple[str, ...] = ("day",)

    def __init__(self, today: date, known: Entry | None = None) -> None:
        super().__init__(mark_of(known), self.start(today, known))
        self.known = known
        for name in self.days:
            self.until(name, today, _YEARS)

    def start(self, today: date, known: Entry | None) -> dict[str, object]:
        """Tell what the form shows first: the record as it is, or today."""
        return {**asdict(known)} if known else {"day": suggested(today)}

    def entry(self) -> Entry:
        """Tell the record that the form describes."""
        raise NotImplementedError


class NoteForm(CaseForm):
    """A note."""

    text = TextField(lazy("Note"), [_WRITE, at_most(540)])
    day = DayField(lazy("Date"), [_DAY])

    def entry(self) -> Note:
        """Tell the note."""
        return Note(self.day.day, self.text.data)


class FollowUpForm(CaseForm):
    """What is to be done, and until when."""

    days = ()
    reason = TextField(lazy("What is to be done"), [_WRITE, at_most(250)])
    due = DayField(lazy("Due on"), [_DAY])

    def __init__(self, today: date, known: Entry | None = None) -> None:
        super().__init__(today, known)
        self.coming("due", today)

    def start(self, today: date, known: Entry | None) -> dict[str, object]:
        """Suggest two weeks."""
        return super().start(today, known) if known else {"due": suggested(today + _TWO_WEEKS)}

    def entry(self) -> FollowUp:
        """Tell the follow-up, with what was done of it already."""
        new = FollowUp(self.reason.data, self.due.day)
        if isinstance(self.known, FollowUp):
            return replace(new, done=self.known.done, result=self.known.result)
        return new


class RiskLevelForm(CaseForm):
    """The level of risk and the counselor's reason."""

    level = one_of(lazy("Level"), LEVELS)
    reason = TextField(lazy("Your reason"), [_WRITE, at_most(400)])
    day = DayField(lazy("Date"), [_DAY])

    def entry(self) -> RiskLevel:
        """Tell the level."""
        return RiskLevel(self.day.day, int(self.level.data), self.reason.data)


class HomeVisitForm(CaseForm):
    """A home visit."""

    day = DayField(lazy("Date"), [_DAY])
    met = LineField(lazy("Whom you met"), [_WRITE, at_most(60)])
    found = TextField(lazy("What you found"), [_WRITE, at_most(320)])
    next = TextField(lazy("What is next"), [at_most(150)])

    def entry(self) -> HomeVisit:
        """Tell the home visit."""
        return HomeVisit(self.day.day, self.met.data, self.found.data, self.next.data)


class ServiceForm(CaseForm):
    """A service: its kind, its first step, and the days of a shelter."""

    days = ("day", "begins", "ends")
    what = one_of(lazy("Service"), SERVICES)
    begins = MaybeDayField(lazy("Shelter from"))
    ends = MaybeDayField(lazy("Shelter until"))
    step = one_of(lazy("Step"), {step: STEPS[step] for step in services.steps_after(None)})
    day = DayField(lazy("Day of the step"), [_DAY])
    note = TextField(lazy("Short note"), [at_most(80)])

    def __init__(self, today: date, known: Entry | None = None) -> None:
        super().__init__(today, known)
        for name in ("begins", "ends"):
            self.coming(name, today, back=_YEARS - 1)
            if self.what.data != ServiceKind.TEMPORARY_SHELTER:
                self[name].leave_out()
        if known:
            del self.step, self.day, self.note

    def validate_ends(self, field: MaybeDayField) -> None:
        """Refuse a stay that ends before it begins."""
        begins = self.begins.data
        is_shelter = self.what.data == ServiceKind.TEMPORARY_SHELTER
        if is_shelter and field.data and (begins is None or field.data < begins):
            raise ValidationError(gettext("A stay cannot end before it begins."))

    def entry(self) -> Service:
        """Tell the service; the steps taken stay as they were."""
        what, stay = ServiceKind(self.what.data), (self.begins.data, self.ends.data)
        if isinstance(self.known, Service):
            return services.with_stay(replace(self.known, what=what), *stay)
        taken = StepTaken(Step(self.step.data), self.day.day, self.note.data)
        return services.begin(what, taken, *stay)


class CallForm(CaseForm):
    """That a call was made: to whom and when, and no word of what was said."""

    to = ChoiceField(lazy("Whom you called"))
    day = DayField(lazy("Date"), [_DAY])
    at = TimeField(lazy("Time"), [Given(lazy("Please choose hour and minute."))])

    def __init__(self, today: date, known: Entry | None = None) -> None:
        super().__init__(today, known)
        known_numbers = [one.key or one.purpose for one in with_number(current_house().hotlines())]
        # The supervisor may be called though nobody has written her number down here.
        lines = list(dict.fromkeys([*known_numbers, SUPERVISOR, SOMEBODY_ELSE]))
        # Whom a call went to stays on offer for it, were the line taken out since.
        gone = {known.to} - set(lines) if isinstance(known, Call) else set()
        self.to.choices = [SelectChoice(to, called(to)) for to in (*lines, *gone)]

    def start(self, today: date, known: Entry | None) -> dict[str, object]:
        """Suggest this minute: she has just hung up."""
        now = current_house().clock().local
        return super().start(today, known) if known else {"day": suggested(today), "at": now.time()}

    def validate_at(self, field: TimeField) -> None:
        """Refuse a call that has not been made yet; a house without a clock cannot tell."""
        now = current_house().clock()
        called_at = field.on(self.day.data) if self.day.data and not self.day.errors else None
        if now.clock is not ClockState.UNKNOWN and called_at and called_at > now.at:
            raise ValidationError(gettext("This time has not come yet."))

    def entry(self) -> Call:
        """Tell the call."""
        return Call(self.day.day, self.at.chosen, self.to.data)


class DoneForm(PanelForm):
    """A follow-up that was done: when, and with what result."""

    day = DayField(lazy("Done on"), [_DAY])
    result = TextField(lazy("Result"), [at_most(250)])

    def __init__(self, today: date, follow_up: FollowUp) -> None:
        super().__init__(data={"day": suggested(today)})
        self.until("day", today, _YEARS)
        self._follow_up = follow_up

    def entry(self) -> FollowUp:
        """Tell the follow-up as it is done."""
        return replace(self._follow_up, done=self.day.day, result=self.result.data)


class StepForm(PanelForm):
    """The next step of a service."""

    step = ChoiceField(lazy("Step"))
    day = DayField(lazy("Day of the step"), [_DAY])
    note = TextField(lazy("Short note"), [at_most(80)])

    def __init__(self, today: date, service: Service) -> None:
        super().__init__(data={"day": suggested(today)})
        self.until("day", today, _YEARS)
        following = services.steps_after(service.last.step)
        self.step.choices = [SelectChoice(step.value, STEPS[step]) for step in following]
        self._service = service

    def validate_day(self, field: DayField) -> None:
        """Refuse a step that lies before the one before it."""
        if field.data and field.data < self._service.last.day:
            raise ValidationError(gettext("This is before the step that was taken last."))

    def entry(self) -> Service:
        """Tell the service with its next step."""
        taken = StepTaken(Step(self.step.data), self.day.day, self.note.data)
        return services.take(self._service, taken)


FORMS: Mapping[Kind, type[CaseForm]] = {
    Kind.NOTE: NoteForm,
    Kind.FOLLOW_UP: FollowUpForm,
    Kind.RISK_LEVEL: RiskLevelForm,
    Kind.HOME_VISIT: HomeVisitForm,
    Kind.SERVICE: ServiceForm,
    Kind.CALL: CallForm,
}


def next_form(today: date, entry: Entry | None) -> DoneForm | StepForm | None:
    """Make the form by which a record goes on; None for one that has come to its end."""
    match entry:
        case FollowUp(done=None):
            return DoneForm(today, entry)
        case Service() if entry.is_open:
            return StepForm(today, entry)
        case _:
            return None
