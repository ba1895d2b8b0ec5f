"""The running month, as far as it would leave now: before anything is closed."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from kiosk.counselor.sending import month_words
from kiosk.house import current_house
from kiosk.store import month_facts


def running_month() -> ResponseReturnValue:
    """Show what will leave at the end of the month; how children felt is only told as a rule."""
    house = current_house()
    today = house.clock().day
    month = today.replace(day=1)
    with house.database.reading() as db:
        counted = month_facts.count(db, month, today - timedelta(days=1))
    return render_template(
        "counselor/sending/month.html",
        name=month_words.name(month),
        facts=list(month_words.facts(counted)),
    )
