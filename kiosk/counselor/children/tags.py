"""A child's tags: given by holding one to the reader, taken away when one is lost."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import StringField
from wtforms.validators import ValidationError

from kiosk.counselor.forms import PanelForm
from kiosk.domain.tags import number_of
from kiosk.house import current_house
from kiosk.store.people import children
from kiosk.store.people import tags as store


class TagForm(PanelForm):
    """What the reader types; it is never shown again."""

    tag = StringField(lazy("Hold the tag to the reader now"))

    def validate_tag(self, field: Any) -> None:  # noqa: ANN401
        """Refuse what no reader types."""
        if not number_of(field.data or ""):
            raise ValidationError(
                gettext("This is not the number of a tag: it has 4 to 64 letters and digits.")
            )


def tags(child_id: str) -> ResponseReturnValue:
    """Show how many tags a child has, and give it one."""
    house, form = current_house(), TagForm()
    with house.database.reading() as db:
        child, number = children.get(db, child_id), store.count(db, child_id)
    if form.validate_on_submit():
        held_by = _give(child_id, form.tag.data)
        if held_by is None:
            flash(gettext("Kept. From now on this tag lets %(name)s in.", name=child.nickname))
            return redirect(url_for("counselor.tags", child_id=child_id), 303)
        form.refuse("tag", gettext("This tag is %(name)s's already.", name=held_by))
    return render_template("counselor/children/tags.html", form=form, child=child, number=number)


def take_tags(child_id: str) -> ResponseReturnValue:
    """Take all tags of a child away."""
    house = current_house()
    with house.database.transaction() as db:
        store.take_away(db, child_id, house.vault.keeper.id, house.clock())
    flash(gettext("The child's tags let nobody in any more."))
    return redirect(url_for("counselor.tags", child_id=child_id), 303)


def _give(child_id: str, typed: str) -> str | None:
    """Give a tag, or tell the nickname of the child that has it."""
    house = current_house()
    with house.database.transaction() as db:
        held_by = store.give(db, child_id, typed, house.vault.keeper.id, house.clock())
        return children.get(db, held_by).nickname if held_by else None
