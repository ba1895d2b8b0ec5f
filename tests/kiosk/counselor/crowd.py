"""A house with as many children as come to a large one, some of them in groups."""

from collections.abc import Iterable
from datetime import date

from kiosk.domain.children import COLOURS, PICTURES, Child
from kiosk.domain.circles import PICTURES as OF_CIRCLES
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.people import children, circles
from tests.cast import add_child

_BORN = date(2018, 3, 14)


def fill(
    house: House, number: int, groups: int = 0, keeps: Iterable[Purpose] = (Purpose.VISITS,)
) -> list[Child]:
    """Add children whose cards differ, in turn to each of the groups."""
    added = [add_child(house, f"孩{one}", keeps=set(keeps), birth=_BORN) for one in range(number)]
    with house.database.transaction() as db:
        made = [
            circles.add(db, f"第{place}组", OF_CIRCLES[place], house.clock(), "li")
            for place in range(groups)
        ]
        for place, child in enumerate(added):
            card = {
                "picture": PICTURES[place % len(PICTURES)],
                "colour": COLOURS[place % len(COLOURS)],
                "circle": made[place % groups] if groups else None,
            }
            db.table("children").update(child.id, card)
        return [children.get(db, child.id) for child in added]
