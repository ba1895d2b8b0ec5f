"""Asking the expert panel."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.messages.question_form import QuestionForm
from kiosk.domain import questions as domain
from kiosk.domain.naming import Known
from kiosk.house import House, current_house
from kiosk.store.people import known as people
from kiosk.store.work import questions


def ask_panel() -> ResponseReturnValue:
    """Ask about a child that is not named; what names somebody of this house is not sent."""
    house, moment = current_house(), current_house().clock()
    with house.database.reading() as db:
        cases = domain.cases(questions.everything(db, house.vault)[0])
        can_ask = questions.can_ask(db)
    form = QuestionForm(cases, lambda: _known(house), request.args.get("case"))
    if form.keeps(lambda db: questions.ask(db, house.vault, form.question(), moment)):
        house.agent.send_now()
        flash(gettext("Kept and sealed. It goes to the experts as soon as there is a network."))
        return redirect(url_for("counselor.messages"), 303)
    return render_template("counselor/messages/ask.html", form=form, can_ask=can_ask)


def _known(house: House) -> Known:
    """Tell whom the house knows; only a question that was written asks for it."""
    with house.database.reading() as db:
        return people.known(db, house.vault)
