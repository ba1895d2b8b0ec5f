"""What the house will let go of, before it does."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.domain.moment import ClockState
from kiosk.domain.retention import SOON
from kiosk.forgetting import confirm_the_date, may_let_go
from kiosk.house import current_house
from kiosk.store.rights import retention as store


def retention() -> ResponseReturnValue:
    """Show for how long what is kept, what goes tonight, and what within a month."""
    house = current_house()
    moment, keeping = house.clock(), house.config.keeping
    with house.database.reading() as db:
        tonight = store.plan(db, keeping, moment.day)
        soon = store.plan(db, keeping, moment.day + SOON)
        last = store.last(db)
    return render_template(
        "counselor/rights/retention.html",
        keeping=keeping,
        tonight=tonight,
        soon=soon,
        last=last,
        today=moment.day,
        may=may_let_go(house, moment),
        may_confirm=moment.clock is ClockState.TRUSTED,
    )


def confirm_date() -> ResponseReturnValue:
    """Hear once more that the date is right, after a pause that is too long to be believed."""
    house = current_house()
    if house.clock().clock is ClockState.TRUSTED:
        confirm_the_date(house)
    return redirect(url_for("counselor.retention"), 303)
