"""Categories: the house's own list, never shortened, since a child's file may name any of them."""

from collections.abc import Mapping
from dataclasses import replace
from secrets import token_hex
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.categories import Category
from kiosk.domain.moment import Moment
from kiosk.errors import UnknownRecord
from kiosk.store.rights import audit


def everything(db: sqlite_utils.Database) -> list[Category]:
    """List all categories in the house's order."""
    return [_to_category(row) for row in db.table("categories").rows_where(order_by="place, id")]


def get(db: sqlite_utils.Database, category_id: str) -> Category:
    """Tell a category. Raises UnknownRecord."""
    for row in db.table("categories").rows_where("id = ?", [category_id]):
        return _to_category(row)
    raise UnknownRecord("No category of this house has this id.")


def add(db: sqlite_utils.Database, zh_hans: str, en: str, moment: Moment, who: str) -> str:
    """Add a category behind the others and return its id."""
    category = Category(token_hex(4), zh_hans, en)
    (last,) = db.execute("SELECT ifnull(max(place), 0) FROM categories").fetchone()
    db.table("categories").insert({**_to_row(category), "place": last + 1})
    audit.note(db, moment, who, Action.ADDED_CATEGORY, category.id)
    return category.id


def rename(
    db: sqlite_utils.Database, category_id: str, zh_hans: str, en: str, moment: Moment, who: str
) -> None:
    """Give a category other names. Raises UnknownRecord."""
    _write(db, replace(get(db, category_id), zh_hans=zh_hans, en=en), moment, who)


def switch(
    db: sqlite_utils.Database, category_id: str, moment: Moment, who: str, *, active: bool
) -> None:
    """Switch a category on or off; who has it keeps it. Raises UnknownRecord."""
    _write(db, replace(get(db, category_id), active=active), moment, who)


def move_up(db: sqlite_utils.Database, category_id: str, moment: Moment, who: str) -> None:
    """Let a category change places with the one before it. Raises UnknownRecord."""
    get(db, category_id)
    order = [category.id for category in everything(db)]
    place = order.index(category_id)
    if place:
        order[place - 1 : place + 1] = order[place], order[place - 1]
        for number, one in enumerate(order, start=1):
            db.table("categories").update(one, {"place": number})
        audit.note(db, moment, who, Action.CHANGED_CATEGORY, category_id)


def _write(db: sqlite_utils.Database, category: Category, moment: Moment, who: str) -> None:
    db.table("categories").update(category.id, _to_row(category))
    audit.note(db, moment, who, Action.CHANGED_CATEGORY, category.id)


def _to_row(category: Category) -> dict[str, Any]:
    return {
        "id": category.id,
        "zh_Hans": category.zh_hans,
        "en": category.en,
        "active": category.active,
    }


def _to_category(row: Mapping[str, Any]) -> Category:
    return Category(row["id"], row["zh_Hans"], row["en"], bool(row["active"]))
