"""With whom a child lives: the people of its household, and the children who share it."""

from collections.abc import Mapping
from dataclasses import asdict, replace

import sqlite_utils
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import BooleanField, FieldList, Form, FormField
from wtforms.validators import InputRequired, Optional, ValidationError

from kiosk.counselor.children.pages import readable_file
from kiosk.counselor.fields import LineField, NumberField
from kiosk.counselor.forms import PHONE, LettersAtMost, at_most
from kiosk.counselor.shown_form import ShownForm
from kiosk.domain.audit import Action
from kiosk.domain.households import MOST_PEOPLE, Household, Person
from kiosk.house import current_house
from kiosk.store.people import children as store
from kiosk.store.rights import audit

_ALONE = "alone"


class PersonForm(Form):  # type: ignore[misc]
    """One person of a household; without a name it is nobody."""

    name = LineField(lazy("Name"), [at_most(40)])
    relation = LineField(lazy("Relation to the child"), [LettersAtMost(12)])
    phone = NumberField(lazy("Phone"), [Optional(), PHONE])
    is_guardian = BooleanField(lazy("Guardian"))
    may_fetch = BooleanField(lazy("May fetch the child"))

    def validate_phone(self, field: LineField) -> None:
        """Refuse a phone of nobody; of who had a name before, the phone goes with it."""
        if field.data and not self.name.data and not self.name.object_data:
            raise ValidationError(gettext("Please write whose phone this is."))

    def person(self) -> Person:
        """Tell the person."""
        return Person(
            name=self.name.data,
            relation=self.relation.data,
            phone=self.phone.data,
            is_guardian=self.is_guardian.data,
            may_fetch=self.may_fetch.data,
        )


class HouseholdForm(ShownForm):
    """The people of a household, and an empty row while there is room for one.

    An unreadable household is written anew only where she says that this is meant.
    """

    people = FieldList(FormField(PersonForm))
    anew = BooleanField(
        lazy("Write it anew: what it held before is then gone for good"),
        [InputRequired(lazy("Please tick this if it is to be written anew."))],
    )

    def __init__(self, household: Household) -> None:
        self.household = household
        empty = [Person("")] if len(household.people) < MOST_PEOPLE else []
        people = [asdict(one) for one in (*household.people, *empty)]
        super().__init__(household.mark, {"people": people})
        if not household.unreadable:
            del self.anew

    def process(self, *given: object, **named: object) -> None:
        """Take six people, or as many as are on record: a guardian was added to six, once."""
        self.people.max_entries = max(MOST_PEOPLE, len(self.household.people))
        super().process(*given, **named)

    def entry(self) -> Household:
        """Tell the household with its people now; a row without a name is nobody."""
        people = tuple(row.form.person() for row in self.people if row.form.name.data)
        return replace(self.household, people=people, unreadable=False)


def household(child_id: str) -> ResponseReturnValue:
    """Show and change the household of a child."""
    house, moment = current_house(), current_house().clock()
    with house.database.transaction() as db:
        child, file = store.get(db, child_id), readable_file(db, house, child_id)
        homes = store.living_together(db, house.vault)
        same = {one for one, of in homes.items() if of == homes.get(child_id)} - {child_id}
        cards = store.coming(db, also=same)
        audit.note(db, moment, house.vault.keeper.id, Action.LOOKED_AT_CHILD, child_id)
    if file is None:
        return redirect(url_for("counselor.one", child_id=child_id), 303)
    form = HouseholdForm(file.household)

    def write(db: sqlite_utils.Database) -> None:
        form.check(store.file_of(db, house.vault, child_id).household.mark)
        store.move(db, house.vault, child_id, form.entry(), moment)

    if form.keeps(write):
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.household", child_id=child_id), 303)
    mates = [card for card in cards if card.id in same]
    others = [card for card in cards if card.id not in {child_id, *same}]
    return render_template(
        "counselor/children/household.html", form=form, child=child, mates=mates, others=others
    )


def move_child(child_id: str) -> ResponseReturnValue:
    """Let a child live with another one of the house, or in a household of its own.

    A child that moves out takes a copy of the household's people along, if they can be read.
    """
    house, moment, to = current_house(), current_house().clock(), request.form.get("to", "")
    here = redirect(url_for("counselor.household", child_id=child_id), 303)
    with house.database.transaction() as db:
        home = store.file_of(db, house.vault, child_id).household
        if home.unreadable and _lives_alone(store.living_together(db, house.vault), child_id):
            flash(gettext("This household cannot be read, and would be gone: write it anew first."))
            return here
        if to == _ALONE:
            own = replace(home, id="", unreadable=False)
            store.move(db, house.vault, child_id, own, moment)
        else:
            store.move_in_with(db, house.vault, child_id, to, moment)
    flash(gettext("Changed and kept."))
    return here


def _lives_alone(homes: Mapping[str, str], child_id: str) -> bool:
    """Tell whether nobody else lives in a child's household."""
    return list(homes.values()).count(homes[child_id]) == 1
