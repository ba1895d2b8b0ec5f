"""In January what began in December is still written as it was."""

from datetime import date

import pytest
from flask import Flask

from kiosk.counselor.casework.case_forms import CaseForm, FollowUpForm, NoteForm, ServiceForm
from kiosk.counselor.fields import DayField
from kiosk.domain.casework import Entry, FollowUp, Note
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken

JANUARY, DECEMBER = date(2027, 1, 5), date(2026, 12, 20)
STAY = Service(ServiceKind.TEMPORARY_SHELTER, (StepTaken(Step.GIVEN, DECEMBER),), begins=DECEMBER)
OLD_NOTE = Note(date(2019, 3, 1), "old")


@pytest.fixture(autouse=True)
def unprotected(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def sent_back(field: DayField) -> list[str]:
    """What a browser sends of a field that nobody touched."""
    return [one.chosen if one.chosen in map(str, one.choices) else "" for one in field.lists]


@pytest.mark.parametrize(
    ("kind", "known", "names", "more"),
    [
        (ServiceForm, STAY, ("begins",), {"what": "temporary_shelter", "ends": [2027, 1, 4]}),
        (FollowUpForm, FollowUp("call the school", DECEMBER), ("due",), {"reason": "call"}),
        (NoteForm, OLD_NOTE, ("day",), {"text": "old"}),
    ],
)
def test_a_record_of_an_earlier_year_is_kept_as_it_was(
    app: Flask, kind: type[CaseForm], known: Entry, names: tuple[str, ...], more: dict[str, object]
) -> None:
    with app.test_request_context():
        shown = kind(JANUARY, known)
        days = {name: sent_back(shown[name]) for name in names}
    with app.test_request_context(method="POST", data={**days, **more}):
        form = kind(JANUARY, known)
        assert form.validate_on_submit(), form.errors
        assert all(form[name].data == getattr(known, name) for name in names)


def test_a_stay_that_began_last_year_can_be_noted_in_this_one(app: Flask) -> None:
    with app.test_request_context():
        assert DECEMBER.year in ServiceForm(JANUARY).begins.lists[0].choices


def test_days_of_a_shelter_that_was_not_meant_keep_no_other_service_back(app: Flask) -> None:
    """Their lists are hidden again: what is wrong in them could not be seen."""
    sent = {"what": "medical_aid", "step": "asked", "day": [2027, 1, 4], "begins": [2027, 1, ""]}
    with app.test_request_context(method="POST", data=sent):
        form = ServiceForm(JANUARY)
        assert form.validate_on_submit(), form.errors
        taken = StepTaken(Step.ASKED, date(2027, 1, 4))
        assert form.entry() == Service(ServiceKind.MEDICAL_AID, (taken,))


def test_a_follow_up_is_suggested_in_two_weeks(app: Flask) -> None:
    with app.test_request_context():
        assert sent_back(FollowUpForm(JANUARY).due) == ["2027", "1", "19"]


def test_an_absurd_year_is_not_offered(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"due": ["1", "1", "1"], "reason": "call"}):
        assert [*FollowUpForm(JANUARY).due.lists[0].choices] == [2028, 2027]
