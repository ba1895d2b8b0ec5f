"""What the house will let go of, before it does."""

from flask import render_template
from flask.typing import ResponseReturnValue

from kiosk.domain.retention import SOON
from kiosk.forgetting import may_let_go
from kiosk.house import current_house
from kiosk.store import retention as store


def retention() -> ResponseReturnValue:
    """Show for how long what is kept, what goes tonight, and what within a month."""
    house = current_house()
    moment, keeping = house.clock(), house.config.keeping
    with house.database.reading() as db:
        tonight = store.plan(db, keeping, moment.day)
        soon = store.plan(db, keeping, moment.day + SOON)
        last = store.last(db)
    return render_template(
        "counselor/retention.html",
        keeping=keeping,
        tonight=tonight,
        soon=soon,
        last=last,
        may=may_let_go(house, moment),
    )
