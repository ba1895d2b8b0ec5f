"""Today: who is here, who wants to talk or should be asked, what waits to be sent."""

import sqlite_utils
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.concerns import consider
from kiosk.counselor.casework.cases import after_a_talk
from kiosk.counselor.day import concern_words
from kiosk.counselor.day.board import due_for, lay_out, same_wish
from kiosk.counselor.messages.message_words import FOR_HER
from kiosk.domain.absence import is_away
from kiosk.domain.audit import Action
from kiosk.domain.concern import PUT_OFF
from kiosk.domain.expected import expected, such_days
from kiosk.domain.moment import Moment
from kiosk.domain.plans import planned
from kiosk.house import current_house
from kiosk.store import settings
from kiosk.store.attendance import days, fetchings, moods, talks, visit_lists, visits
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.work import cases, plans, snoozes
from sync import inbox
from sync.status import wire_status


def today() -> ResponseReturnValue:
    """Show the day as it stands."""
    house = current_house()
    moment, considered = house.clock(), consider(house)
    with house.database.transaction() as db:
        snoozes.let_go(db, house.vault, moment)
        shown = {**_children(db, house.vault, moment), **_around_them(db, house.vault, moment)}
        audit.note(
            db, moment, house.vault.keeper.id, Action.LOOKED_AT_TODAY, moment.day.isoformat()
        )
    return render_template(
        "counselor/day/today.html",
        moment=moment,
        chats=considered.chats,
        unreliable=considered.unreliable,
        concern_words=concern_words,
        put_off=PUT_OFF,
        **shown,
    )


def _children(db: sqlite_utils.Database, vault: Vault, moment: Moment) -> dict[str, object]:
    """Gather who is here, who wants to talk or has, who is late, and for whom what is due."""
    of_today = visits.of_today(db, moment)
    since = min((visit.day for visit in of_today), default=moment.day)
    wishes, waiting = talks.waiting(db, vault), cases.waiting(db, vault)
    talked = {one.child for one in talks.answered_since(db, vault, moment.day) if one.child}
    late = expected(visit_lists.on_days(db, such_days(moment.day)), of_today, moment)
    named = {visit.child for visit in of_today} | {case.child for case in waiting} | talked
    named |= {wish.child for wish in wishes if wish.child}
    cards = {child.id: child for child in children.coming(db, named)}
    felt = moods.between(db, vault, since, moment.day)
    said = fetchings.between(db, vault, since, moment.day)
    board = lay_out(cards, of_today, felt, wishes, said)
    return {
        "board": board,
        "unfetched": {one for one in board.fetched if not children.may_be_fetched(db, vault, one)},
        "talked": [cards[child] for child in talked if child in cards],
        "due": due_for(cards, waiting, moment.day),
        "late": [cards[child] for child in late if child in cards and cards[child].active],
        "anybody": bool(cards),
    }


def _around_them(db: sqlite_utils.Database, vault: Vault, moment: Moment) -> dict[str, object]:
    """Gather whether she is away, what is planned and unread, and how the day goes its way."""
    gone = settings.absence(db)
    meant = planned(plans.everything(db, vault), moment.day)
    return {
        "absence": gone if is_away(gone, moment) else None,
        "planned": [one for one in meant if one.day <= moment.day],
        "unread": inbox.unread(db, FOR_HER),
        "closed": days.get(db, moment.day),
        # Whoever is here since yesterday counts for yesterday.
        "came": days.count(db, moment.day).present,
        "wire": wire_status(db),
    }


def let_out() -> ResponseReturnValue:
    """Let a child go home; one that has gone already stays as it went."""
    house, child = current_house(), request.form.get("child", "")
    moment = house.clock()
    with house.database.transaction() as db:
        nickname = children.get(db, child).nickname
        if visits.leave(db, child, moment):
            audit.note(db, moment, house.vault.keeper.id, Action.LET_OUT, child)
            flash(gettext("%(nickname)s has gone home.", nickname=nickname))
    return redirect(url_for("counselor.today", _anchor="here"), 303)


def have_talked() -> ResponseReturnValue:
    """Note that a request to talk was answered; one that does not wait changes nothing."""
    house, asked = current_house(), request.form.get("request", "")
    with house.database.transaction() as db:
        waiting = talks.waiting(db, house.vault)
        for wish in same_wish(asked, waiting):
            talks.answer(db, house.vault, wish, house.clock())
    child = next((talk.child for talk in waiting if talk.id == asked), None)
    return after_a_talk(child) if child else redirect(url_for("counselor.today"), 303)
