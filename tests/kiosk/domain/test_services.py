from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import services
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken

DAY = date(2026, 11, 24)
TAKEN = st.builds(
    StepTaken, st.sampled_from(Step), st.dates(DAY, DAY + timedelta(days=30)), st.just("")
)


def walk(first: StepTaken, rest: list[StepTaken]) -> Service | None:
    """Try every step in turn and pass over those that are refused."""
    try:
        service = services.begin(ServiceKind.MEDICAL_AID, first)
    except ValueError:
        return None
    for taken in rest:
        try:
            service = services.take(service, taken)
        except ValueError:
            continue
    return service


@given(TAKEN, st.lists(TAKEN, max_size=12))
def test_whatever_is_tried_the_steps_follow_each_other_and_never_run_backwards(
    first: StepTaken, rest: list[StepTaken]
) -> None:
    service = walk(first, rest)
    if service is None:
        assert first.step in (Step.CLOSED, Step.REFUSED)
        return
    steps = [taken.step for taken in service.steps]
    for before, after in pairwise(steps):
        assert after in services.steps_after(before)
    days = [taken.day for taken in service.steps]
    assert days == sorted(days)
    assert len(set(steps)) == len(steps) <= 4
    assert service.is_open == (steps[-1] not in (Step.CLOSED, Step.REFUSED))


@given(TAKEN, st.lists(TAKEN, max_size=12))
def test_a_step_taken_back_can_be_taken_again(first: StepTaken, rest: list[StepTaken]) -> None:
    service = walk(first, rest)
    before = services.take_back(service) if service else None
    if service and before:
        assert services.take(before, service.last) == service


def test_what_was_refused_or_closed_goes_no_further() -> None:
    asked = services.begin(ServiceKind.REFERRAL, StepTaken(Step.ASKED, DAY))
    refused = services.take(asked, StepTaken(Step.REFUSED, DAY))
    with pytest.raises(ValueError, match="does not follow"):
        services.take(refused, StepTaken(Step.GIVEN, DAY))


def test_a_step_before_the_last_one_is_refused() -> None:
    asked = services.begin(ServiceKind.REFERRAL, StepTaken(Step.ASKED, DAY))
    with pytest.raises(ValueError, match="before the one before it"):
        services.take(asked, StepTaken(Step.AGREED, DAY - timedelta(days=1)))


def test_only_the_last_of_the_steps_is_taken_back() -> None:
    asked, agreed, given_ = (StepTaken(step, DAY) for step in (Step.ASKED, Step.AGREED, Step.GIVEN))
    service = Service(ServiceKind.REFERRAL, (asked, agreed, given_))
    for steps in ((asked, agreed), (asked,)):
        taken_back = services.take_back(service)
        assert taken_back == Service(ServiceKind.REFERRAL, steps)
        service = taken_back


def test_the_only_step_cannot_be_taken_back() -> None:
    assert (
        services.take_back(services.begin(ServiceKind.REFERRAL, StepTaken(Step.ASKED, DAY))) is None
    )


def test_only_a_shelter_has_days_of_its_own() -> None:
    taken, end = StepTaken(Step.GIVEN, DAY), DAY + timedelta(days=3)
    shelter = services.begin(ServiceKind.TEMPORARY_SHELTER, taken, DAY, end)
    assert (shelter.begins, shelter.ends) == (DAY, end)
    pack = services.begin(ServiceKind.WELFARE_PACK, taken, DAY, end)
    assert (pack.begins, pack.ends) == (None, None)
    read = services.with_stay(Service(ServiceKind.WELFARE_PACK, (taken,), DAY, end), DAY, end)
    assert (read.begins, read.ends) == (None, None)
    one_day = services.begin(ServiceKind.TEMPORARY_SHELTER, taken, DAY, DAY)
    assert (one_day.begins, one_day.ends) == (DAY, DAY)
    for begins, ends in ((end, DAY), (None, DAY)):
        with pytest.raises(ValueError, match="before it begins"):
            services.begin(ServiceKind.TEMPORARY_SHELTER, taken, begins, ends)
