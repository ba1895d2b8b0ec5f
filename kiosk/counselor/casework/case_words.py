"""The panel's words for case records."""

from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy

from kiosk.domain.casework import Kind
from kiosk.domain.hotlines import HOTLINES
from kiosk.domain.services import ServiceKind, Step


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind of record is called, how one is added, and what an empty list says."""

    many: object
    add: object
    none: object


KINDS = {
    Kind.NOTE: KindWords(lazy("Notes"), lazy("Add a note"), lazy("There is no note yet.")),
    Kind.FOLLOW_UP: KindWords(
        lazy("Follow-ups"), lazy("Add a follow-up"), lazy("There is no follow-up yet.")
    ),
    Kind.RISK_LEVEL: KindWords(
        lazy("Risk level"), lazy("Set the risk level"), lazy("No risk level has been set yet.")
    ),
    Kind.HOME_VISIT: KindWords(
        lazy("Home visits"), lazy("Add a home visit"), lazy("There is no home visit yet.")
    ),
    Kind.SERVICE: KindWords(
        lazy("Services"), lazy("Add a service"), lazy("There is no service yet.")
    ),
    Kind.CALL: KindWords(
        lazy("Calls for help"), lazy("Note a call"), lazy("There is no call yet.")
    ),
}
LEVELS = {1: lazy("1 low"), 2: lazy("2 medium"), 3: lazy("3 high"), 4: lazy("4 very high")}
SERVICES = {
    ServiceKind.CASH_SUPPORT: lazy("Cash support"),
    ServiceKind.MEDICAL_AID: lazy("Medical aid"),
    ServiceKind.REFERRAL: lazy("Referral"),
    ServiceKind.TEMPORARY_SHELTER: lazy("Temporary shelter"),
    ServiceKind.MENTAL_HEALTH_CONSULTATION: lazy("Mental-health consultation"),
    ServiceKind.WELFARE_PACK: lazy("Welfare pack"),
}
STEPS = {
    Step.ASKED: lazy("asked for"),
    Step.AGREED: lazy("agreed"),
    Step.GIVEN: lazy("given"),
    Step.CLOSED: lazy("closed"),
    Step.REFUSED: lazy("refused"),
}


# Whom a call may go to though no number of theirs is written down here.
SUPERVISOR, SOMEBODY_ELSE = "supervisor", "somebody else"


def called(to: str) -> str:
    """Tell whom a call went to; a line of the house as it was called then."""
    if to == SOMEBODY_ELSE:
        return str(gettext("Someone who is not listed here"))
    purposes = {line.key: line.purpose for line in HOTLINES}
    return str(gettext(purposes[to])) if to in purposes else to
