"""Case records: what the counselor notes of a child, has to do for it, and has done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kiosk.domain import services
from kiosk.domain.marks import mark_of
from kiosk.domain.services import Service
from kiosk.domain.tallies import HOME_VISITS, Counted, month_of, service_given

# Days until a level is looked at anew. The schedule is the foundation's to set: these are ours.
REVIEWED_AFTER = {1: 180, 2: 90, 3: 30, 4: 7}

SOON = timedelta(days=7)

# In place of a child's id: a record of somebody who is not named.
NOBODY = ""


class Kind(StrEnum):
    """A kind of case record."""

    NOTE = "note"
    FOLLOW_UP = "follow_up"
    RISK_LEVEL = "risk_level"
    HOME_VISIT = "home_visit"
    SERVICE = "service"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Note:
    """What the counselor wants to remember."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done for a child; `done` is None until it is."""

    reason: str
    due: date
    done: date | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class RiskLevel:
    """How much the child's care is at risk, from 1 to 4, as the counselor judged it."""

    day: date
    level: int
    reason: str

    @property
    def due(self) -> date:
        """Tell when the level has to be looked at anew."""
        return self.day + timedelta(days=REVIEWED_AFTER[self.level])


@dataclass(frozen=True, slots=True)
class HomeVisit:
    """A visit to the child's home: whom she met, what she found, what is next."""

    day: date
    met: str
    found: str
    next: str


@dataclass(frozen=True, slots=True)
class Call:
    """That a call for help was made, when, and to which line: never what was said.

    to: the key of a line of the program, or the name of one of the house.
    """

    day: date
    at: time
    to: str


Entry = Note | FollowUp | RiskLevel | HomeVisit | Service | Call

_KINDS: dict[type[Entry], Kind] = {
    Note: Kind.NOTE,
    FollowUp: Kind.FOLLOW_UP,
    RiskLevel: Kind.RISK_LEVEL,
    HomeVisit: Kind.HOME_VISIT,
    Service: Kind.SERVICE,
    Call: Kind.CALL,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case record: whose it is, who wrote it and when; `entry` is None if it is damaged.

    `open`: whether something is still to be done, and of levels the one that stands.
    """

    id: str
    child: str
    entry: Entry | None
    by: str = ""
    at: datetime | None = None
    seq: int = 0
    open: bool = False

    @property
    def order(self) -> tuple[bool, date, int]:
        """Sort by the day that the record tells of; a damaged one, which tells none, is last."""
        return (self.entry is not None, _told_day(self.entry), self.seq)

    @property
    def mark(self) -> str:
        """Tell by what this record is known again, as long as nobody changes it."""
        return mark_of(self.entry)


def kind_of(entry: Entry) -> Kind:
    """Tell of which kind a record is."""
    return _KINDS[type(entry)]


def is_open(entry: Entry) -> bool:
    """Tell whether something is still to be done; of levels, only the last one stands."""
    match entry:
        case FollowUp():
            return entry.done is None
        case Service():
            return entry.is_open
        case _:
            return isinstance(entry, RiskLevel)


def due_on(case: Case) -> date | None:
    """Tell when a record asks for the counselor; None for one that never does."""
    match case.entry:
        case FollowUp(done=None) | RiskLevel():
            return case.entry.due
        case _:
            return None


def due_first(cases: Iterable[Case]) -> list[Case]:
    """Sort what is open: what is due first comes first, then what has no such day."""
    return sorted(cases, key=lambda case: (due_on(case) or date.max, case.seq))


def to_do_first(cases: Iterable[Case]) -> list[Case]:
    """Put what goes on in front, what is due first before all; the rest stays in its order."""
    found = list(cases)
    goes_on = [
        case for case in found if isinstance(case.entry, FollowUp | Service) and is_open(case.entry)
    ]
    return [*due_first(goes_on), *(case for case in found if case not in goes_on)]


def due_soon(cases: Iterable[Case], today: date) -> list[Case]:
    """Choose what is overdue, or due within a week."""
    return [case for case in due_first(cases) if (due_on(case) or date.max) <= today + SOON]


def standing(cases: Iterable[Case], today: date) -> Case | None:
    """Tell the risk level that counts: the last one.

    Of those whose day has not come, said by a clock that ran ahead, none outranks what is said
    today: among them the one written last counts.
    """
    levels = [case for case in cases if isinstance(case.entry, RiskLevel)]
    return max(levels, key=lambda case: (min(_told_day(case.entry), today), case.seq), default=None)


def take_back(entry: Entry) -> Entry | None:
    """Take the last step of a record back; None for one that has none."""
    match entry:
        case FollowUp() if entry.done:
            return replace(entry, done=None, result="")
        case Service():
            return services.take_back(entry)
        case _:
            return None


def may_correct(case: Case, keeper: str, in_office: Iterable[str]) -> bool:
    """Tell whether a counselor may rewrite a record: her own, or one of who is not there now."""
    return case.entry is not None and (case.by == keeper or case.by not in in_office)


def counted(entry: Entry | None) -> Counted:
    """Tell what a record adds to the months' tallies."""
    match entry:
        case HomeVisit():
            return Counted({(month_of(entry.day), HOME_VISITS): 1})
        case Service():
            given = [taken for taken in entry.steps if taken.step is services.Step.GIVEN]
            return Counted((month_of(taken.day), service_given(entry.what)) for taken in given)
        case _:
            return Counted()


def _told_day(entry: Entry | None) -> date:
    """Tell the day that a record tells of: the last one, where it tells of several."""
    match entry:
        case None:
            return date.min
        case FollowUp():
            return entry.done or entry.due
        case Service():
            return entry.last.day
        case _:
            return entry.day
