"""Today: who is here, who wants to talk or should be asked, what waits to be sent."""

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
from kiosk.domain.plans import planned
from kiosk.house import current_house
from kiosk.store import settings
from kiosk.store.attendance import days, fetchings, moods, talks, visit_lists, visits
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
        of_today = visits.of_today(db, moment)
        since = min((visit.day for visit in of_today), default=moment.day)
        felt = moods.between(db, house.vault, since, moment.day)
        answered = talks.answered_since(db, house.vault, moment.day)
        talked = {one.child for one in answered if one.child}
        wishes, waiting = talks.waiting(db, house.vault), cases.waiting(db, house.vault)
        late = expected(visit_lists.on_days(db, such_days(moment.day)), of_today, moment)
        named = {visit.child for visit in of_today} | {wish.child for wish in wishes if wish.child}
        named |= {case.child for case in waiting} | talked
        cards = {child.id: child for child in children.coming(db, named)}
        said = fetchings.between(db, house.vault, since, moment.day)
        board = lay_out(cards, of_today, felt, wishes, said)
        unfetched = {
            one for one in board.fetched if not children.may_be_fetched(db, house.vault, one)
        }
        gone = settings.absence(db)
        meant = planned(plans.everything(db, house.vault), moment.day)
        closed, wire = days.get(db, moment.day), wire_status(db)
        # Whoever is here since yesterday counts for yesterday.
        came = days.count(db, moment.day).present
        unread = inbox.unread(db, FOR_HER)
        audit.note(
            db, moment, house.vault.keeper.id, Action.LOOKED_AT_TODAY, moment.day.isoformat()
        )
    return render_template(
        "counselor/day/today.html",
        board=board,
        unfetched=unfetched,
        chats=considered.chats,
        unreliable=considered.unreliable,
        concern_words=concern_words,
        put_off=PUT_OFF,
        talked=[cards[child] for child in talked if child in cards],
        due=due_for(cards, waiting, moment.day),
        moment=moment,
        absence=gone if is_away(gone, moment) else None,
        late=[cards[child] for child in late if child in cards and cards[child].active],
        planned=[one for one in meant if one.day <= moment.day],
        closed=closed,
        came=came,
        wire=wire,
        unread=unread,
        anybody=bool(cards),
    )


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
