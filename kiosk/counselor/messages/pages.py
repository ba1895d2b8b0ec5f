"""Messages: what headquarters wrote, what was asked of the expert panel, and its answers."""

from collections.abc import Iterable

import sqlite_utils
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.messages import direction_words, message_words, training
from kiosk.counselor.messages.message_words import LETTERS, Read
from kiosk.domain import questions as domain
from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.domain.questions import CaseFile
from kiosk.errors import UnknownRecord
from kiosk.house import House, current_house
from kiosk.store import directions
from kiosk.store import house as house_store
from kiosk.store.rights import audit
from kiosk.store.work import questions
from sync import inbox
from sync.inbox import Came
from sync.messages import MATERIAL, REPLY, SETTINGS
from sync.status import wire_status


def messages() -> ResponseReturnValue:
    """Show what came, and what was asked."""
    house = current_house()
    with house.database.transaction() as db:
        letters = [_read(db, one) for one in inbox.came(db, LETTERS)]
        found, damaged = _cases(db, house)
        strays = questions.strays(db, house.vault)
        _pass_over_what_cannot_be_read(db, found, house.clock())
        texts = training.standing_texts(db)
        wire = wire_status(db)
    return render_template(
        "counselor/messages/messages.html",
        letters=letters,
        texts=texts,
        cases=found,
        damaged=damaged,
        strays=strays,
        wire=wire,
        message_words=message_words,
    )


def message(number: int) -> ResponseReturnValue:
    """Show one message, and note that it was read."""
    house = current_house()
    with house.database.transaction() as db:
        came = inbox.came(db, (*LETTERS, MATERIAL))
        found = next((one for one in came if one.number == number), None)
        if found is None:
            raise UnknownRecord("No message has this number.")
        inbox.read(db, number, _seconds(house.clock()))
        letter = _read(db, found)
    return render_template(
        "counselor/messages/message.html",
        one=letter,
        message_words=message_words,
        direction_words=direction_words,
    )


def question_case(number: str) -> ResponseReturnValue:
    """Show all that was asked about one child, with the answers, and note that they were read."""
    house = current_house()
    with house.database.transaction() as db:
        found = _case(db, house, number)
        for answer in found.unread:
            inbox.read(db, answer.message, _seconds(house.clock()))
        names = house_store.names(db)
    return render_template(
        "counselor/messages/case.html", case=found, names=names, message_words=message_words
    )


def fetch_messages() -> ResponseReturnValue:
    """Ask headquarters now what there is."""
    house = current_house()
    with house.database.transaction() as db:
        inbox.ask(db, _seconds(house.clock()))
    house.agent.send_now()
    flash(gettext("Headquarters is being asked. What is new shows here as soon as it has come."))
    return redirect(url_for("counselor.messages"), 303)


def _read(db: sqlite_utils.Database, came: Came) -> Read:
    if came.kind == SETTINGS:
        return direction_words.read(came, directions.outcome(db, came.number))
    return message_words.read(came)


def _cases(db: sqlite_utils.Database, house: House) -> tuple[list[CaseFile], int]:
    audit.note(db, house.clock(), house.vault.keeper.id, Action.LOOKED_AT_QUESTIONS, "")
    asked, damaged = questions.everything(db, house.vault)
    return domain.cases(asked), damaged


def _pass_over_what_cannot_be_read(
    db: sqlite_utils.Database, cases: Iterable[CaseFile], moment: Moment
) -> None:
    """Let no answer count as unread for ever that no case shows: it was told here."""
    shown = {one.answer.message for case in cases for one in case.asked if one.answer}
    for came in inbox.came(db, [REPLY]):
        if came.number not in shown:
            inbox.read(db, came.number, _seconds(moment))


def _case(db: sqlite_utils.Database, house: House, number: str) -> CaseFile:
    found = next((one for one in _cases(db, house)[0] if one.number == number), None)
    if found is None:
        raise UnknownRecord("No question was asked under this number.")
    return found


def _seconds(moment: Moment) -> int:
    return int(moment.at.timestamp())
