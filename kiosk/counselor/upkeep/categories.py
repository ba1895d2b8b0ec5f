"""The house's categories: added, renamed, put in order, switched off; never deleted."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy

from kiosk.counselor.fields import Given, LineField
from kiosk.counselor.forms import PanelForm, at_most
from kiosk.domain.categories import Category
from kiosk.house import current_house
from kiosk.store.people import categories as store


class CategoryForm(PanelForm):
    """A category's names; without an English one, the Chinese one stands for both."""

    zh_hans = LineField(
        lazy("Name in Chinese"), [Given(lazy("Please write the category's name.")), at_most(20)]
    )
    en = LineField(lazy("Name in English"), [at_most(40)])

    def names(self) -> tuple[str, str]:
        """Tell both names."""
        return self.zh_hans.data, self.en.data or self.zh_hans.data


def categories() -> ResponseReturnValue:
    """Show the categories, and add one."""
    house, form = current_house(), CategoryForm()
    moment, keeper = house.clock(), house.vault.keeper.id
    if form.keeps(lambda db: store.add(db, *form.names(), moment, keeper)):
        return _kept()
    return _page(form, None)


def change_category(category_id: str) -> ResponseReturnValue:
    """Give a category other names."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        category = store.get(db, category_id)
    form = CategoryForm(data={"zh_hans": category.zh_hans, "en": category.en})
    if form.keeps(lambda db: store.rename(db, category_id, *form.names(), moment, keeper)):
        return _kept()
    return _page(form, category)


def arrange_category(category_id: str) -> ResponseReturnValue:
    """Move a category up, switch it on or switch it off."""
    house, what = current_house(), request.form.get("do", "")
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.transaction() as db:
        if what == "up":
            store.move_up(db, category_id, moment, keeper)
        elif what in {"on", "off"}:
            store.switch(db, category_id, moment, keeper, active=what == "on")
    return redirect(url_for("counselor.categories"), 303)


def _kept() -> ResponseReturnValue:
    flash(gettext("Kept."))
    return redirect(url_for("counselor.categories"), 303)


def _page(form: CategoryForm, changed: Category | None) -> ResponseReturnValue:
    with current_house().database.reading() as db:
        everything = store.everything(db)
    return render_template(
        "counselor/upkeep/categories.html", form=form, changed=changed, categories=everything
    )
