"""Questions to the expert panel: kept sealed to the house, sent sealed to the panel.

The card tells how many were asked, and of the envelopes when; not what, and not by whom.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from secrets import randbits, token_hex
from typing import Any

import sqlite_utils

from kiosk.domain.ages import AgeBand
from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment, from_ms
from kiosk.domain.questions import Answer, Asked, Progress, Question, Stray
from kiosk.errors import NoPanel, TooMuchWaits, Unreadable
from kiosk.store import house
from kiosk.store.keys.vault import Vault
from kiosk.store.rights import audit
from kiosk.store.stamps import opened_at, sealed_stamp
from sync import enrolment, inbox, outbox
from sync.errors import BadEnvelope
from sync.inbox import Came
from sync.messages import QUESTION, REPLY
from sync.questions import Question as SealedQuestion
from sync.questions import Reply, sealed_part

# Room for a thousand letters of any script.
_BYTES = 4480

# What an answer tells which question it belongs to: the epoch and the number of its envelope.
Key = tuple[bytes, int]


def can_ask(db: sqlite_utils.Database) -> bool:
    """Tell whether the house knows to whom a question would be sealed."""
    return inbox.panel_key(db) is not None


def ask(db: sqlite_utils.Database, vault: Vault, question: Question, moment: Moment) -> None:
    """Keep a question, and mint the envelope that brings it, in the caller's transaction.

    Raises NoPanel, TooMuchWaits or VaultLocked.
    """
    known, panel_key = enrolment.known(db), inbox.panel_key(db)
    if known is None or panel_key is None:
        raise NoPanel("Headquarters has not told the key of the expert panel yet.")
    reply_key = house.get(db).public_key
    letter = SealedQuestion(question.case, question.band.value, question.text, reply_key)
    payload = {"s": letter.sealed(panel_key)}
    number = outbox.put(db, QUESTION, payload, int(moment.at.timestamp()))
    if number is None:
        raise TooMuchWaits("Too much waits to be sent already.")
    record = {
        "case": question.case,
        "band": question.band.value,
        "text": question.text,
        "by": vault.keeper.id,
        "epoch": known.epoch,
        "envelope": number,
        **sealed_stamp(db, moment),
    }
    row = {"id": token_hex(16), "record": vault.seal(record, _BYTES)}
    # A place by chance, as a case record's.
    db.table("questions").insert({"rowid": randbits(62), **row})
    audit.note(db, moment, vault.keeper.id, Action.ASKED_PANEL, "")


def everything(db: sqlite_utils.Database, vault: Vault) -> tuple[list[Asked], int]:
    """Open all questions with their answers, and count what cannot be read. Raises VaultLocked.

    An answer to a question that is not there any more is among the strays.
    """
    asked, damaged = _asked(db, vault)
    for came in inbox.came(db, [REPLY]):
        reply, answer = _answer(vault, came)
        key = _meant(db, reply, asked) if reply else None
        if key:
            asked[key] = replace(asked[key], answer=answer, progress=Progress.ANSWERED)
        damaged += reply is None
    return list(asked.values()), damaged


def strays(db: sqlite_utils.Database, vault: Vault) -> list[Stray]:
    """Open the answers of which no question is there, the newest first. Raises VaultLocked."""
    asked, _ = _asked(db, vault)
    found = (_answer(vault, came) for came in inbox.came(db, [REPLY]))
    return [
        Stray(reply.case, answer)
        for reply, answer in found
        if reply and not _meant(db, reply, asked)
    ]


def _meant(db: sqlite_utils.Database, reply: Reply, asked: Collection[Key]) -> Key | None:
    """Tell which question was answered; it may have got another number since it was sent."""
    key = (reply.epoch, reply.seq)
    found = key if key in asked else outbox.first_number(db, *key)
    return found if found in asked else None


def _asked(db: sqlite_utils.Database, vault: Vault) -> tuple[dict[Key, Asked], int]:
    found: dict[Key, Asked] = {}
    rows = list(db.query("SELECT record FROM questions"))
    for row in rows:
        try:
            record = vault.open_record(row["record"])
        except Unreadable:
            continue
        key = (record["epoch"], record["envelope"])
        found[key] = _to_asked(db, record, _progress(db, key))
    return found, len(rows) - len(found)


def _to_asked(db: sqlite_utils.Database, record: Mapping[str, Any], progress: Progress) -> Asked:
    question = Question(record["case"], AgeBand(record["band"]), record["text"])
    return Asked(question, record["by"], opened_at(db, record), record["seq"], progress)


def _progress(db: sqlite_utils.Database, key: Key) -> Progress:
    query = (
        "SELECT kind, acknowledged_at, set_aside_at FROM outbox"
        " WHERE ifnull(first_epoch, epoch) = ? AND ifnull(first_seq, seq) = ?"
    )
    row = db.execute(query, key).fetchone()
    if row is None or row[0] != QUESTION or row[2] is not None:
        return Progress.REFUSED
    return Progress.WAITING if row[1] is None else Progress.ARRIVED


def _answer(vault: Vault, came: Came) -> tuple[Reply | None, Answer]:
    at, is_read = from_ms(came.came_at * 1000), came.read_at is not None
    try:
        reply = Reply.from_record(vault.open_record(sealed_part(came.content)))
    except (Unreadable, BadEnvelope):
        return None, Answer(came.number, None, at, is_read)
    return reply, Answer(came.number, reply.text, at, is_read)
