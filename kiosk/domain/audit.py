"""The audit's vocabulary: every action that is noted, and where a line stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What was done; the only words that the audit knows."""

    FOUNDED = "founded"
    UNLOCKED = "unlocked"
    LOOKED_AT_TODAY = "looked at today"
    LOOKED_AT_CHILD = "looked at child"
    LOOKED_AT_REGISTER = "looked at register"
    LOOKED_AT_VISITS = "looked at visits"
    LOOKED_AT_AUDIT = "looked at audit"
    ADDED_CHILD = "added child"
    CHANGED_CHILD = "changed child"
    RECORDED_CONSENT = "recorded consent"
    WITHDREW_CONSENT = "withdrew consent"
    LET_IN = "let in"
    LET_OUT = "let out"
    BACK_FILLED_VISIT = "back-filled visit"
    CORRECTED_VISIT = "corrected visit"
    STRUCK_VISIT = "struck visit"
    ANSWERED_TALK = "answered a request to talk"
    CLOSED_DAY = "closed the day"
    EXPORTED_REGISTER = "exported register"
    EXPORTED_CHILD = "exported child"
    ERASED_CHILD = "erased child"
    LET_GO = "let go of the old"


# Who acts where no counselor does.
CLOCK, COMMAND_LINE = "clock", "command line"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit; `subject` is an id, a day or a count, never a name."""

    seq: int
    at: datetime
    who: str
    action: str
    subject: str

    @property
    def child(self) -> str:
        """Tell the first word of the subject: where a line is about a child, its id."""
        return self.subject.partition(" ")[0]
