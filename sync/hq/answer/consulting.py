"""The expert panel: what counselors ask, kept sealed, opened only while an expert looks at it."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq.answer import post
from sync.hq.errors import Refused
from sync.hq.store.schema import houses, questions
from sync.keys import sealing_public_of
from sync.messages import REPLY
from sync.questions import LONGEST_REPLY, Question, Reply

_AS_THEY_CAME = (questions.c.received_at, questions.c.house, questions.c.seq)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and its reply; `question` or `reply` is None where it cannot be opened.

    An expert is told the county, not the house: in a small village that would tell whom.
    """

    tag: str
    county: str
    received_at: int
    question: Question | None
    reply: str | None
    replied_at: int | None
    replied_by: str | None


def keep(connection: Connection, seen: Seen, sealed: bytes, now: datetime) -> None:
    """Keep a question as it came."""
    row = insert(questions).values(
        house=seen.house,
        epoch=seen.epoch,
        seq=seen.seq,
        tag=secrets.token_hex(8),
        sealed=sealed,
        received_at=int(now.timestamp()),
    )
    connection.execute(row)


def open_questions(
    connection: Connection, panel_keys: Sequence[bytes], most: int | None = None, skipped: int = 0
) -> list[Asked]:
    """Open what nobody has answered, the longest waiting first.

    most: so many and no more, after the first ones that are skipped: each seal costs its time.
    """
    query = _query().where(questions.c.reply.is_(None)).order_by(*_AS_THEY_CAME)
    query = query.limit(most).offset(skipped)
    return [_asked(row, panel_keys) for row in connection.execute(query).mappings()]


def case_of(connection: Connection, panel_keys: Sequence[bytes], tag: str) -> list[Asked]:
    """Open a question with all that was asked before and after it about the same child.

    The question itself is the first, the others follow in the order in which they came. Raises
    LookupError.
    """
    row = connection.execute(_query().where(questions.c.tag == tag)).mappings().one_or_none()
    if row is None:
        raise LookupError("There is no such question.")
    meant = _asked(row, panel_keys)
    if meant.question is None:
        return [meant]
    of_house = _query().where((questions.c.house == row["house"]) & (questions.c.tag != tag))
    rows = connection.execute(of_house.order_by(*_AS_THEY_CAME))
    others = [_asked(one, panel_keys) for one in rows.mappings()]
    same = [one for one in others if one.question and one.question.case == meant.question.case]
    return [meant, *same]


def answer(
    connection: Connection,
    panel_keys: Sequence[bytes],
    tag: str,
    text: str,
    who: str,
    now: datetime,
) -> None:
    """Seal a reply to the house that asked and send it; raise Refused or LookupError."""
    if not 1 <= len(text) <= LONGEST_REPLY:
        raise Refused("An answer has 1 to %(most)s characters.", most=LONGEST_REPLY)
    row = _locked(connection, tag)
    if row["reply"] is not None:
        raise Refused("Somebody has answered this question meanwhile.")
    asked = _opened(row["sealed"], panel_keys)
    if asked is None:
        raise Refused("This question cannot be opened.")
    reply = Reply(asked.case, row["epoch"], row["seq"], text)
    moment = int(now.timestamp())
    try:
        content = {"a": moment, "s": reply.sealed(asked.reply_key)}
    except BadEnvelope as problem:
        raise Refused("This question cannot be answered: its key is not right.") from problem
    post.write(connection, REPLY, content, who, now, house=row["house"])
    # Once more for the panel: what the house gets is sealed to the house alone.
    own = reply.sealed(sealing_public_of(panel_keys[0]))
    done = update(questions).where(questions.c.house == row["house"], questions.c.tag == tag)
    connection.execute(done.values(reply=own, replied_at=moment, replied_by=who))


def _locked(connection: Connection, tag: str) -> RowMapping:
    """Lock a question; the houses may be spread over machines, and a row is locked on its own."""
    of_tag = questions.c.tag == tag
    house = connection.execute(select(questions.c.house).where(of_tag)).scalar_one_or_none()
    if house is None:
        raise LookupError("There is no such question.")
    query = select(questions).where(questions.c.house == house, of_tag).with_for_update()
    return connection.execute(query).mappings().one()


def _query() -> Select[Any]:
    return select(questions, houses.c.county).join(houses, houses.c.house == questions.c.house)


def _asked(row: RowMapping, panel_keys: Sequence[bytes]) -> Asked:
    return Asked(
        tag=row["tag"],
        county=row["county"],
        received_at=row["received_at"],
        question=_opened(row["sealed"], panel_keys),
        reply=_own(row["reply"], panel_keys) if row["reply"] else None,
        replied_at=row["replied_at"],
        replied_by=row["replied_by"],
    )


def _opened(sealed: bytes, panel_keys: Sequence[bytes]) -> Question | None:
    for key in panel_keys:
        with suppress(BadEnvelope):
            return Question.opened(sealed, key)
    return None


def _own(sealed: bytes, panel_keys: Sequence[bytes]) -> str | None:
    for key in panel_keys:
        with suppress(BadEnvelope):
            return Reply.opened(sealed, key).text
    return None
