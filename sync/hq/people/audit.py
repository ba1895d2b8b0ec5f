"""What people did at headquarters, and when: written along with what they did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, insert, select

from sync.hq.store.schema import audit

# Who is noted where somebody works by the command line, whoever that is.
THE_COMMAND = "aiyou hq"


class Action(StrEnum):
    """What somebody did."""

    SIGNED_IN = "signed_in"
    FAILED_TO_SIGN_IN = "failed_to_sign_in"
    HELD_OFF = "held_off"
    SET_SECOND_FACTOR = "set_second_factor"
    TOOK_SECOND_FACTOR_AWAY = "took_second_factor_away"
    ADDED_ACCOUNT = "added_account"
    RESET_ACCOUNT = "reset_account"
    CHANGED_ACCOUNT = "changed_account"
    REMOVED_ACCOUNT = "removed_account"
    CHANGED_PASSWORD = "changed_password"  # noqa: S105
    MADE_RECOVERY_CODES = "made_recovery_codes"
    SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere"
    ADDED_HOUSE = "added_house"
    GAVE_CODE = "gave_code"
    CHANGED_HOUSE = "changed_house"
    RETIRED_HOUSE = "retired_house"
    BROUGHT_HOUSE_BACK = "brought_house_back"
    WROTE_MESSAGE = "wrote_message"
    WITHDREW_TEXT = "withdrew_text"
    SET_HOUSES = "set_houses"
    ANSWERED_QUESTION = "answered_question"
    SET_STANDARDS = "set_standards"
    CHANGED_KEY = "changed_key"
    MADE_BACKUP = "made_backup"
    RESTORED_BACKUP = "restored_backup"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did; subject: the house, account or message it was done to."""

    at: int
    who: str
    action: Action
    subject: str


def note(
    connection: Connection, now: datetime, who: str, action: Action, subject: str = ""
) -> None:
    """Note what somebody does, in the transaction in which it is done."""
    row = {"at": int(now.timestamp()), "who": who, "action": action.value, "subject": subject}
    connection.execute(insert(audit).values(**row))


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what is looked for: what one did, one kind of deed, from a moment on (unix seconds)."""

    who: str = ""
    action: Action | None = None
    since: int | None = None


def latest(
    connection: Connection, most: int, before: int | None = None, asked: Asked | None = None
) -> list[tuple[int, Entry]]:
    """List the latest entries with their numbers, newest first; before: only lower ones."""
    query = select(audit).order_by(audit.c.id.desc()).limit(most)
    query = query if asked is None else query.where(*_fits(asked))
    query = query if before is None else query.where(audit.c.id < before)
    return [
        (row["id"], Entry(row["at"], row["who"], Action(row["action"]), row["subject"]))
        for row in connection.execute(query).mappings()
    ]


def _fits(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.who:
        # Whoever tried to sign in is noted as typed.
        yield audit.c.who.in_({asked.who, asked.who.casefold()})
    if asked.action:
        yield audit.c.action == asked.action.value
    if asked.since is not None:
        is_later = audit.c.at >= asked.since
        # Its number too: what lies before is not looked through for more.
        first = select(audit.c.id).where(is_later).order_by(audit.c.at, audit.c.id).limit(1)
        yield is_later & (audit.c.id >= first.scalar_subquery())
