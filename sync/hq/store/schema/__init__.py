"""The tables of headquarters; `house` leads every primary key of what belongs to a house.

Instants are whole unix seconds (UTC); a day is the house's own calendar day.

Read common, register, received, told, rollups, down, panel, people, standards. What is changed
here gets a step under migrations/versions as well.
"""

from sync.hq.store.schema.common import metadata, version
from sync.hq.store.schema.down import deliveries, heard, messages
from sync.hq.store.schema.panel import questions
from sync.hq.store.schema.people import (
    accounts,
    audit,
    recovery_codes,
    second_factors,
    sessions,
    tries,
)
from sync.hq.store.schema.received import envelopes, letters, quarantine, strangers, unread
from sync.hq.store.schema.register import epochs, house_keys, houses, retirements
from sync.hq.store.schema.rollups import (
    house_months,
    last_days,
    place_days,
    place_gaps,
    place_months,
    stale,
)
from sync.hq.store.schema.standards import standards
from sync.hq.store.schema.told import days, headcounts, months

__all__ = [
    "accounts",
    "audit",
    "days",
    "deliveries",
    "envelopes",
    "epochs",
    "headcounts",
    "heard",
    "house_keys",
    "house_months",
    "houses",
    "last_days",
    "letters",
    "messages",
    "metadata",
    "months",
    "place_days",
    "place_gaps",
    "place_months",
    "quarantine",
    "questions",
    "recovery_codes",
    "retirements",
    "second_factors",
    "sessions",
    "stale",
    "standards",
    "strangers",
    "tries",
    "unread",
    "version",
]
