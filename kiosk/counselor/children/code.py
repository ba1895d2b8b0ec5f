"""A child's picture code: chosen together with the child, taken away when it is forgotten."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from kiosk.child.prompts import THING_NAMES
from kiosk.counselor.forms import PanelForm
from kiosk.domain.codes import is_whole, write
from kiosk.house import current_house
from kiosk.store.people import children as store


class CodeForm(PanelForm):
    """Two of the nine things, or none."""

    things = SelectMultipleField(lazy("The two pictures"), choices=list(THING_NAMES))

    def validate_things(self, field: Any) -> None:  # noqa: ANN401
        """Refuse one thing alone, and more than two."""
        if field.data and not is_whole(field.data):
            raise ValidationError(gettext("Please tap two pictures, or none."))


def code(child_id: str) -> ResponseReturnValue:
    """Choose the two pictures; with none the child's own picture lets it in at once."""
    house = current_house()
    with house.database.reading() as db:
        child = store.get(db, child_id)
    form = CodeForm(things=child.code.split())
    if form.validate_on_submit():
        chosen = write(form.things.data) if form.things.data else ""
        with house.database.transaction() as db:
            store.set_code(db, child_id, chosen, house.vault.keeper.id, house.clock())
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.one", child_id=child_id), 303)
    return render_template(
        "counselor/children/code.html", form=form, child=child, names=THING_NAMES
    )
