"""Sending: what waits, what it says, what has arrived, and three roads to choose from."""

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from kiosk import keyholders
from kiosk.counselor import words
from kiosk.counselor.leafing import leaf
from kiosk.counselor.sending import letters
from kiosk.domain.audit import Action
from kiosk.domain.moment import ClockState
from kiosk.house import House, current_house
from kiosk.store.rights import audit
from sync import outbox
from sync.couriers import usb
from sync.couriers.usb import Exchange
from sync.report import report
from sync.status import Settled, settled

# On one leaf of what waits. A house that headquarters has not answered for long keeps very many
# letters, and who opens this page asks for the last ones; a month says a dozen sentences each.
LETTERS = 3
# More than a month of what was sent is more than anybody reads.
MOST = 31


def sending() -> ResponseReturnValue:
    """Show what waits and what arrived, the latest first."""
    house = current_house()
    with house.database.reading() as db:
        told, done = report(db, _seconds(house)), settled(db, MOST)
        waiting = leaf(LETTERS, lambda limit, offset: outbox.latest_waiting(db, limit, offset))
    return render_template(
        "counselor/sending/sending.html",
        wire=told.wire,
        told=told,
        leaf=waiting,
        waiting=[letters.letter(one) for one in waiting.rows],
        done=[_told_of(one) for one in done],
        sticks=keyholders.sticks(house),
        trying="trying" in request.args,
    )


def _seconds(house: House) -> int | None:
    moment = house.clock()
    return None if moment.clock is ClockState.UNKNOWN else int(moment.at.timestamp())


def _told_of(one: Settled) -> tuple[str, list[str], Settled]:
    """Tell the name of what was sent, and each fact that it told."""
    said = outbox.read_said(one.said)
    return letters.name(one.kind, said), list(letters.facts_of(one.kind, said)), one


def send_now() -> ResponseReturnValue:
    """Let the house try at once; how it went shows when it has tried."""
    current_house().agent.send_now()
    return redirect(url_for("counselor.sending", trying="yes"), 303)


def put_on_stick() -> ResponseReturnValue:
    """Put what waits onto a stick, and take in the answers that it brings."""
    house, chosen = current_house(), request.form.get("stick", "")
    sticks = {str(path): path for path in keyholders.sticks(house)}
    if not sticks:
        flash(gettext("No USB stick is in. Plug one in, and tap again."))
    elif chosen not in sticks:
        flash(gettext("This stick is not there any more. Nothing was written."))
    else:
        with house.database.aside() as db:
            done = usb.exchange(db, sticks[chosen])
        _note(house, done)
        for sentence in _told(done):
            flash(sentence)
    return redirect(url_for("counselor.sending"), 303)


def _note(house: House, done: Exchange) -> None:
    if done.written or done.settled:
        counts = f"{done.written} written {done.settled} acknowledged"
        with house.database.transaction() as db:
            audit.note(db, house.clock(), house.vault.keeper.id, Action.USED_STICK, counts)


def _told(done: Exchange) -> Iterator[str]:
    if done.settled:
        yield arrived(done.settled)
    if done.carried:
        yield ngettext(
            "%(num)d summary is on the stick: bring it to headquarters, then plug it in again.",
            "%(num)d summaries are on the stick: bring it to headquarters, then plug it in again.",
            done.carried,
        )
    elif not done.troubles:
        yield str(gettext("Nothing waits that is not on its way: the stick may go."))
    for file, sentence in done.troubles:
        yield " ".join(filter(None, (file, words.say(sentence))))


def arrived(count: int) -> str:
    """Say how many envelopes headquarters has acknowledged just now."""
    told = ngettext(
        "Headquarters has confirmed %(num)d summary.",
        "Headquarters has confirmed %(num)d summaries.",
        count,
    )
    return str(told)
