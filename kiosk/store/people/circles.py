"""Circles: the house's groups of children, each with a picture."""

from collections.abc import Mapping
from secrets import token_hex
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.circles import Circle
from kiosk.domain.moment import Moment
from kiosk.errors import UnknownRecord
from kiosk.store.rights import audit


def everything(db: sqlite_utils.Database) -> list[Circle]:
    """List all circles in the house's order."""
    return [_to_circle(row) for row in db.query("SELECT * FROM circles ORDER BY place, id")]


def get(db: sqlite_utils.Database, circle_id: str) -> Circle:
    """Tell a circle. Raises UnknownRecord."""
    for row in db.table("circles").rows_where("id = ?", [circle_id]):
        return _to_circle(row)
    raise UnknownRecord("No group of this house has this id.")


def add(db: sqlite_utils.Database, name: str, picture: str, moment: Moment, who: str) -> str:
    """Add a circle behind the others and return its id."""
    circle = token_hex(4)
    (last,) = db.execute("SELECT ifnull(max(place), 0) FROM circles").fetchone()
    row = {"id": circle, "place": last + 1, "picture": picture, "name": name}
    db.table("circles").insert(row)
    audit.note(db, moment, who, Action.ADDED_CIRCLE, circle)
    return circle


def change(
    db: sqlite_utils.Database, circle_id: str, name: str, picture: str, moment: Moment, who: str
) -> None:
    """Give a circle another name or picture. Raises UnknownRecord."""
    get(db, circle_id)
    db.table("circles").update(circle_id, {"name": name, "picture": picture})
    audit.note(db, moment, who, Action.CHANGED_CIRCLE, circle_id)


def move_up(db: sqlite_utils.Database, circle_id: str, moment: Moment, who: str) -> None:
    """Let a circle change places with the one before it. Raises UnknownRecord."""
    get(db, circle_id)
    order = [circle.id for circle in everything(db)]
    place = order.index(circle_id)
    if place:
        order[place - 1 : place + 1] = order[place], order[place - 1]
        for number, one in enumerate(order, start=1):
            db.table("circles").update(one, {"place": number})
        audit.note(db, moment, who, Action.CHANGED_CIRCLE, circle_id)


def remove(db: sqlite_utils.Database, circle_id: str, moment: Moment, who: str) -> None:
    """Remove a circle; its children stay, without one. Raises UnknownRecord."""
    get(db, circle_id)
    db.execute("UPDATE children SET circle = NULL WHERE circle = ?", [circle_id])
    db.table("circles").delete(circle_id)
    audit.note(db, moment, who, Action.REMOVED_CIRCLE, circle_id)


def _to_circle(row: Mapping[str, Any]) -> Circle:
    return Circle(row["id"], row["name"], row["picture"])
