"""The house's groups, circles in the code: made, named, put in order, removed."""

from collections.abc import Collection

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms.validators import ValidationError

from kiosk.counselor.fields import ChoiceField, Given, LineField
from kiosk.counselor.forms import LettersAtMost, PanelForm, one_of
from kiosk.counselor.picture_words import OF_GROUPS
from kiosk.domain.circles import MOST, PICTURES, Circle
from kiosk.house import current_house
from kiosk.store.people import circles as store


class CircleForm(PanelForm):
    """A group's name and picture; `others` are the groups whose pictures are taken."""

    name = LineField(
        lazy("Group's name"), [Given(lazy("Please write the group's name.")), LettersAtMost(12)]
    )
    picture = one_of(lazy("Picture"), OF_GROUPS)

    def __init__(self, others: Collection[Circle], **known: object) -> None:
        self.taken = {circle.picture: circle.name for circle in others}
        free = [code for code in PICTURES if code not in self.taken]
        super().__init__(data={"picture": free[0], **known})

    def validate_picture(self, field: ChoiceField) -> None:
        """Refuse a picture by which two groups would be mistaken for one another."""
        if field.data in self.taken:
            raise ValidationError(
                gettext("%(name)s has this picture already.", name=self.taken[field.data])
            )


def circles() -> ResponseReturnValue:
    """Show the groups, and add one while there is room for it on the children's screen."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        everything = store.everything(db)
    form = CircleForm(everything)
    has_room = len(everything) < MOST
    if has_room and form.keeps(
        lambda db: store.add(db, form.name.data, form.picture.data, moment, keeper)
    ):
        return _kept()
    return render_template(
        "counselor/upkeep/circles.html", form=form, circles=everything, has_room=has_room, most=MOST
    )


def change_circle(circle_id: str) -> ResponseReturnValue:
    """Give a group another name or picture."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        circle, everything = store.get(db, circle_id), store.everything(db)
    others = [one for one in everything if one.id != circle_id]
    form = CircleForm(others, name=circle.name, picture=circle.picture)
    if form.keeps(
        lambda db: store.change(db, circle_id, form.name.data, form.picture.data, moment, keeper)
    ):
        return _kept()
    return render_template("counselor/upkeep/circle_form.html", form=form, circle=circle)


def arrange_circle(circle_id: str) -> ResponseReturnValue:
    """Move a group up, or remove it."""
    house, what = current_house(), request.form.get("do", "")
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.transaction() as db:
        if what == "up":
            store.move_up(db, circle_id, moment, keeper)
        elif what == "remove":
            store.remove(db, circle_id, moment, keeper)
    return redirect(url_for("counselor.circles"), 303)


def _kept() -> ResponseReturnValue:
    flash(gettext("Kept."))
    return redirect(url_for("counselor.circles"), 303)
