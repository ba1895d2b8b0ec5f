"""Services for a child, and the steps in which each is asked for, given and closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class ServiceKind(StrEnum):
    """What the program can do for a child with special needs."""

    CASH_SUPPORT = "cash_support"
    MEDICAL_AID = "medical_aid"
    REFERRAL = "referral"
    TEMPORARY_SHELTER = "temporary_shelter"
    MENTAL_HEALTH_CONSULTATION = "mental_health_consultation"
    WELFARE_PACK = "welfare_pack"


class Step(StrEnum):
    """How far a service has come."""

    ASKED = "asked"
    AGREED = "agreed"
    GIVEN = "given"
    CLOSED = "closed"
    REFUSED = "refused"


# What is handed over on the spot begins with `given`: nobody had to ask for it.
_FOLLOWING: Mapping[Step | None, tuple[Step, ...]] = {
    None: (Step.ASKED, Step.AGREED, Step.GIVEN),
    Step.ASKED: (Step.AGREED, Step.REFUSED, Step.CLOSED),
    Step.AGREED: (Step.GIVEN, Step.REFUSED, Step.CLOSED),
    Step.GIVEN: (Step.CLOSED,),
    Step.CLOSED: (),
    Step.REFUSED: (),
}


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step, the day on which it was taken, and a short note."""

    step: Step
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """One service; `begins` and `ends` are the days of a temporary shelter."""

    what: ServiceKind
    steps: tuple[StepTaken, ...]
    begins: date | None = None
    ends: date | None = None

    @property
    def last(self) -> StepTaken:
        """Tell the step taken last."""
        return self.steps[-1]

    @property
    def is_open(self) -> bool:
        """Tell whether a step is still to be taken."""
        return bool(steps_after(self.last.step))


def steps_after(step: Step | None) -> tuple[Step, ...]:
    """List the steps that may follow; None stands for the beginning."""
    return _FOLLOWING[step]


def begin(
    what: ServiceKind, first: StepTaken, begins: date | None = None, ends: date | None = None
) -> Service:
    """Begin a service; only a shelter has days of its own. Raises ValueError."""
    if first.step not in steps_after(None):
        raise ValueError(f"A service cannot begin with {first.step}.")
    return with_stay(Service(what, (first,)), begins, ends)


def take(service: Service, taken: StepTaken) -> Service:
    """Take the next step. Raises ValueError where it does not follow, or lies before the last."""
    if taken.step not in steps_after(service.last.step):
        raise ValueError(f"{taken.step} does not follow {service.last.step}.")
    if taken.day < service.last.day:
        raise ValueError("A step cannot be taken before the one before it.")
    return replace(service, steps=(*service.steps, taken))


def take_back(service: Service) -> Service | None:
    """Take the last step back; None where it is the only one."""
    return replace(service, steps=service.steps[:-1]) if len(service.steps) > 1 else None


def with_stay(service: Service, begins: date | None, ends: date | None) -> Service:
    """Set the days of a shelter; other services have none. Raises ValueError."""
    if service.what is not ServiceKind.TEMPORARY_SHELTER:
        return replace(service, begins=None, ends=None)
    if ends and (begins is None or ends < begins):
        raise ValueError("A stay cannot end before it begins.")
    return replace(service, begins=begins, ends=ends)
