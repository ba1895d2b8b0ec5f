"""What roles, states, kinds, deeds and reasons are called, in the visitor's language."""

from flask_babel import lazy_gettext as lazy

from sync.hq.people.accounts import Role
from sync.hq.people.audit import Action
from sync.hq.see.board import State
from sync.hq.standards import catalog
from sync.messages import ANNOUNCEMENT, GUIDANCE, MATERIAL

ROLES = {
    Role.ADMINISTRATOR: lazy("Administrator"),
    Role.SUPERVISOR: lazy("County supervisor"),
    Role.EXPERT: lazy("Expert"),
    Role.READER: lazy("Reader"),
}
STATES = {
    State.SILENT: lazy("Silent"),
    State.WAITING: lazy("Not connected yet"),
    State.WELL: lazy("In touch"),
    State.RETIRED: lazy("Retired"),
}
ENVELOPES = {
    "day": lazy("Summary of a day"),
    "month": lazy("Summary of a month"),
    "message": lazy("Question to the experts"),
    "ask": lazy("Question whether there is news"),
    "lost": lazy("Stands in for one that was damaged"),
    "key": lazy("A new key of the house"),
    "again": lazy("Sent once more"),
}
CLOCKS = {
    "trusted": lazy("right"),
    "estimated": lazy("estimated"),
    "unknown": lazy("not known"),
}

BANDS = (lazy("low"), lazy("middle"), lazy("high"))
SERVICES = {
    "cash": lazy("Cash support"),
    "medical": lazy("Medical aid"),
    "referral": lazy("Referral"),
    "shelter": lazy("Temporary shelter"),
    "mental": lazy("Mental-health consultation"),
    "welfare": lazy("Welfare pack"),
}
# Of what houses tell of their months.
STANDARDS = {one.key: one.name for one in catalog.STANDARDS.values() if one.is_told_by_houses}

PERIODS = {
    "four weeks": lazy("Last four weeks"),
    "this month": lazy("This month"),
    "last month": lazy("Last month"),
    "this quarter": lazy("This quarter"),
    "last quarter": lazy("Last quarter"),
    "this year": lazy("This year"),
    "last year": lazy("Last year"),
}

KINDS = {
    ANNOUNCEMENT: lazy("Announcement"),
    GUIDANCE: lazy("Guidance"),
    MATERIAL: lazy("Training text"),
}

DEEDS = {
    Action.SIGNED_IN: lazy("Signed in"),
    Action.FAILED_TO_SIGN_IN: lazy("Tried to sign in, with a wrong password or wrong digits"),
    Action.HELD_OFF: lazy("Has to wait after many wrong tries"),
    Action.SET_SECOND_FACTOR: lazy("Set up a second factor"),
    Action.TOOK_SECOND_FACTOR_AWAY: lazy("Took a second factor away"),
    Action.ADDED_ACCOUNT: lazy("Added an account"),
    Action.RESET_ACCOUNT: lazy("Gave an account a new password"),
    Action.CHANGED_ACCOUNT: lazy("Changed an account"),
    Action.REMOVED_ACCOUNT: lazy("Removed an account"),
    Action.CHANGED_PASSWORD: lazy("Changed the own password"),
    Action.MADE_RECOVERY_CODES: lazy("Made new recovery codes"),
    Action.SIGNED_OUT_ELSEWHERE: lazy("Signed out everywhere else"),
    Action.CHANGED_HOUSE: lazy("Changed a house"),
    Action.RETIRED_HOUSE: lazy("Retired a house"),
    Action.BROUGHT_HOUSE_BACK: lazy("Brought a house back"),
    Action.ADDED_HOUSE: lazy("Added a house"),
    Action.GAVE_CODE: lazy("Made a one-time code for a house"),
    Action.WROTE_MESSAGE: lazy("Sent a message"),
    Action.WITHDREW_TEXT: lazy("Withdrew a training text"),
    Action.SET_HOUSES: lazy("Set numbers, thresholds or games"),
    Action.ANSWERED_QUESTION: lazy("Answered a question"),
    Action.SET_STANDARDS: lazy("Set the standards, from a month on"),
    Action.CHANGED_KEY: lazy("Made a new key of headquarters"),
    Action.MADE_BACKUP: lazy("Made a backup"),
    Action.RESTORED_BACKUP: lazy("Restored headquarters from a backup"),
}

# Said by other modules when an envelope is set aside; named here so that they are translated.
REASONS = (
    lazy("This number was already used for other bytes."),
    lazy("It came among the envelopes of another house."),
    lazy("The bytes are too few to be signed."),
    lazy("The signature is not right."),
    lazy("The bytes are not CBOR."),
    lazy("The bytes are not in their one deterministic form."),
    lazy("A text holds half a character."),
    lazy("A value is nested too deep."),
    lazy("A map has a key that is not a text."),
    lazy("A value is of a kind that does not travel."),
    lazy("The envelope is larger than 16 KiB."),
    lazy("The bytes are not an envelope."),
    lazy("The envelope is of a version that is not known here."),
    lazy("The envelope is of a version that never was."),
    lazy("The envelope does not have its six fields."),
    lazy("The house's id is not 3 to 32 small letters, digits and hyphens."),
    lazy("The epoch is not 8 bytes."),
    lazy("The number of the envelope is not a whole number from 1."),
    lazy("The kind is not 1 to 16 small letters, digits and hyphens."),
    lazy("The envelope holds nothing sealed."),
    lazy("The envelope is not sealed to this headquarters."),
    lazy("The envelope does not hold a map."),
    lazy("The day's date is not written as YYYY-MM-DD."),
    lazy("The clock is neither trusted, estimated nor unknown."),
    lazy("A number of the day is missing or out of range."),
    lazy("The day's health is not a map of at most 8 facts."),
    lazy("A health fact's name is not 1 to 16 small letters."),
    lazy("A health fact is not a whole number of 32 bits."),
    lazy("The month does not tell whether moods and feedback are counted."),
    lazy("The month's moods or feedback are not three bands."),
    lazy("A band is not rounded to five."),
    lazy("The month is not written as YYYY-MM."),
    lazy("A number of the month is missing or out of range."),
    lazy("The month does not have a headcount for each of its days."),
    lazy("A standard does not tell how often it was met, and of how many."),
    lazy("The month's services or standards are not a map, or too many."),
    lazy("A service's or a standard's name is not 1 to 8 small letters."),
    lazy("The count of messages is not a whole number from 0."),
    lazy("The question holds nothing sealed."),
    lazy("The new key or its proof is missing or not as long as one is."),
    lazy("The house has a later key already."),
    lazy("There is no envelope inside."),
)
