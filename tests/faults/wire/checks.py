"""What must be true when the network has come to rest, whatever happened before."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, select

from kiosk.store.work import questions as asked_questions
from sync import cbor
from sync.hq.store.schema import (
    days,
    deliveries,
    envelopes,
    heard,
    messages,
    months,
    quarantine,
    questions,
)
from sync.messages import QUESTION
from tests.faults.wire.house import HouseEnd
from tests.faults.wire.office import Office, reply_to

Rows = list[tuple[Any, ...]]


def differences(
    end: HouseEnd, office: Office, checks: "Mapping[str, Check] | None" = None
) -> list[str]:
    """Tell in sentences what is not as it should be between a house and headquarters."""
    checks = EVERYTHING if checks is None else checks
    return [*end.troubles, *(what for what, is_so in checks.items() if not is_so(end, office))]


def _nothing_waits(end: HouseEnd, _: Office) -> bool:
    settled = "SELECT count(*), count(acknowledged_at), count(set_aside_at) FROM outbox"
    ((every, acknowledged, aside),) = at_home(end, settled)
    return (
        every == acknowledged
        and not aside
        and at_home(end, "SELECT trouble FROM wire") == [(None,)]
    )


def _days_agree(end: HouseEnd, office: Office) -> bool:
    columns = (days.c.minutes_open, days.c.present, days.c.newcomers)
    told = "SELECT day, minutes_open, present, newcomers FROM days WHERE envelope IS NOT NULL"
    known = there(office, select(days.c.day, *columns).where(days.c.house == end.name))
    return sorted(at_home(end, told)) == sorted((str(day), *rest) for day, *rest in known)


def _headcounts_agree(end: HouseEnd, office: Office) -> bool:
    """Count again, from the visits themselves."""
    came = "SELECT day, count(DISTINCT child) FROM visits GROUP BY day"
    known = there(office, select(days.c.day, days.c.present).where(days.c.house == end.name))
    return sorted(at_home(end, came)) == sorted((str(day), count) for day, count in known if count)


def _months_agree(end: HouseEnd, office: Office) -> bool:
    closed = at_home(end, "SELECT told FROM months WHERE envelope IS NOT NULL")
    known = there(office, select(months.c.told).where(months.c.house == end.name))
    told = [json.dumps(cbor.decode(month), sort_keys=True) for (month,) in closed]
    return sorted(told) == sorted(month for (month,) in known)


def _the_numbers_agree(end: HouseEnd, office: Office) -> bool:
    columns = (envelopes.c.epoch, envelopes.c.seq, envelopes.c.kind)
    known = there(office, select(*columns).where(envelopes.c.house == end.name))
    return sorted(known) == sorted(at_home(end, "SELECT epoch, seq, kind FROM outbox"))


def _each_envelope_came_once(end: HouseEnd, office: Office) -> bool:
    """Compare the bytes too: with all that was ever seen in the outbox."""
    columns = (envelopes.c.epoch, envelopes.c.seq, envelopes.c.kind, envelopes.c.hash)
    known = there(office, select(*columns).where(envelopes.c.house == end.name))
    minted = [(epoch, seq, kind, mark) for (epoch, seq), (kind, mark) in end.minted.items()]
    return sorted(known) == sorted(minted)


def _each_question_came_once(end: HouseEnd, office: Office) -> bool:
    known = there(office, select(questions.c.seq).where(questions.c.house == end.name))
    sent = [(seq,) for (_, seq), (kind, _) in end.minted.items() if kind == QUESTION]
    return sorted(known) == sorted(sent) and len(sent) == len(end.asked)


def _each_question_has_its_reply(end: HouseEnd, office: Office) -> bool:
    with end.house.database.reading() as db:
        found, damaged = asked_questions.everything(db, end.house.vault)
    texts = [(one.question.text, one.answer.text if one.answer else None) for one in found]
    return not damaged and sorted(texts) == sorted((text, reply_to(text)) for text in end.asked)


def _messages_agree(end: HouseEnd, office: Office) -> bool:
    """Compare all that came with all that was written, number by number."""
    query = (
        select(deliveries.c.number, messages.c.kind, messages.c.content)
        .join(messages, messages.c.id == deliveries.c.message)
        .where(deliveries.c.house == end.name)
        .order_by(deliveries.c.number)
    )
    came = at_home(end, "SELECT number, kind, content FROM inbox ORDER BY rowid")
    numbers = [number for number, *_ in came]
    return came == there(office, query) and numbers == [*range(1, len(came) + 1)]


def _headquarters_knows_what_came(end: HouseEnd, office: Office) -> bool:
    known = there(office, select(heard.c.has).where(heard.c.house == end.name))
    return known == at_home(end, "SELECT ifnull(max(number), 0) FROM inbox")


def _nothing_good_is_in_quarantine(end: HouseEnd, office: Office) -> bool:
    aside = there(office, select(quarantine.c.hash).where(quarantine.c.house == end.name))
    return not {mark for (mark,) in aside} & {mark for _, mark in end.minted.values()}


def _only_signed_times_were_believed(end: HouseEnd, office: Office) -> bool:
    return {*end.told} <= office.clock.told


Check = Callable[[HouseEnd, Office], bool]

# What somebody else's request could change.
AT_HEADQUARTERS: dict[str, Check] = {
    "the days differ": _days_agree,
    "the months differ": _months_agree,
    "the numbers differ": _the_numbers_agree,
    "not every envelope came once": _each_envelope_came_once,
    "not every question came once": _each_question_came_once,
    "headquarters does not know what came": _headquarters_knows_what_came,
}

EVERYTHING: dict[str, Check] = AT_HEADQUARTERS | {
    "something waits, was refused or is in trouble": _nothing_waits,
    "the headcounts differ": _headcounts_agree,
    "not every question has its reply": _each_question_has_its_reply,
    "the messages differ": _messages_agree,
    "a good envelope is in quarantine": _nothing_good_is_in_quarantine,
    "a time was believed that nobody signed": _only_signed_times_were_believed,
}

# What can be asked of a house that lived in another process, where nobody saw what it minted.
FROM_OUTSIDE: dict[str, Check] = {
    "something waits, was refused or is in trouble": _nothing_waits,
    "the days differ": _days_agree,
    "the headcounts differ": _headcounts_agree,
    "the numbers differ": _the_numbers_agree,
    "the messages differ": _messages_agree,
    "headquarters does not know what came": _headquarters_knows_what_came,
}


def at_home(end: HouseEnd, query: str) -> Rows:
    """Ask the house's database."""
    with end.house.database.reading() as db:
        return db.execute(query).fetchall()


def there(office: Office, query: Select[Any]) -> Rows:
    """Ask headquarters' database."""
    with office.hq.database.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]
