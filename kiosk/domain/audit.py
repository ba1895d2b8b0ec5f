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
    LOOKED_OVER_TIME = "looked over time"
    LOOKED_AT_VISITS = "looked at visits"
    LOOKED_AT_AUDIT = "looked at audit"
    LOOKED_AT_NAMES = "looked at names"
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
    CLOSED_MONTH = "closed the month"
    JOINED = "connected to headquarters"
    EXPORTED_REGISTER = "exported register"
    LOOKED_AT_INDICATORS = "looked at the house's month"
    EXPORTED_INDICATORS = "exported the house's month"
    EXPORTED_CHILD = "exported child"
    ERASED_CHILD = "erased child"
    LET_GO = "let go of the old"
    FAILED_TO_UNLOCK = "failed to unlock"
    CHANGED_PASSPHRASE = "changed passphrase"  # noqa: S105
    CHANGED_CARRIED_KEY = "changed carried key"
    MADE_CARRIED_KEY = "made carried key"
    ADDED_RECOVERY_SLOT = "added recovery slot"
    REHEARSED_RECOVERY = "rehearsed recovery"
    RECOVERED_HOUSE = "recovered the house"
    ADDED_COUNSELOR = "added counselor"
    ENDED_COUNSELOR = "ended counselor's time"
    SET_CLOCK = "set the clock"
    MOVED_BOOT = "moved a boot"
    CONFIRMED_DATE = "confirmed the date"
    BACKED_UP = "backed up"
    RESTORED = "restored"
    REPAIRED = "repaired"
    BEGAN_EMPTY = "began empty"
    LOOKED_AT_ACTIVITIES = "looked at activities"
    ADDED_ACTIVITY = "added activity"
    CHANGED_ACTIVITY = "changed activity"
    DELETED_ACTIVITY = "deleted activity"
    ADDED_PLAN = "added plan"
    CHANGED_PLAN = "changed plan"
    DELETED_PLAN = "deleted plan"
    ADDED_CASE = "added case record"
    CHANGED_CASE = "changed case record"
    DELETED_CASE = "deleted case record"
    LOOKED_AT_RECORDS = "looked at records"
    LOOKED_AT_OPEN_CASES = "looked at open cases"
    ADDED_CATEGORY = "added category"
    CHANGED_CATEGORY = "changed category"
    CHANGED_HOUSEHOLD = "changed household"
    KEPT_RECORDING = "kept recording"
    APPROVED_RECORDING = "approved recording"
    TOOK_BACK_RECORDING = "took back recording"
    DELETED_RECORDING = "deleted recording"
    APPROVED_WORDING = "approved wording"
    TOOK_BACK_WORDING = "took wording back"
    CHANGED_SETTINGS = "changed settings"
    SET = "set"
    COULD_NOT_SET = "could not set"
    WENT_AWAY = "went away"
    CAME_BACK = "came back"
    GAVE_TAG = "gave a tag"
    TOOK_TAGS = "took tags away"
    ADDED_CIRCLE = "added group"
    CHANGED_CIRCLE = "changed group"
    REMOVED_CIRCLE = "removed group"
    ASKED_PANEL = "asked the panel"
    LOOKED_AT_QUESTIONS = "looked at questions"
    USED_STICK = "carried summaries on a stick"
    CONFIRMED_BY_CODE = "confirmed by code"
    OPENED_TO_DEVICES = "opened the panel to devices"
    CLOSED_TO_DEVICES = "closed the panel to devices"
    PAIRED_DEVICE = "paired device"
    TOOK_DEVICE = "took device away"
    SWITCHED_OFF = "switched off"
    RESTARTED = "restarted"


# Who acts where no counselor does.
CLOCK, START, COMMAND_LINE = "clock", "start", "command line"
OFF_BUTTON, MAINS = "off button", "mains"
SOMEBODY, RECOVERY, HEADQUARTERS = "somebody", "recovery", "headquarters"


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
