import pytest

from kiosk.domain.children import Child
from kiosk.domain.circles import Circle
from kiosk.domain.holdings import Group
from kiosk.errors import UnknownRecord
from kiosk.house import House
from kiosk.store.people import children, circles
from kiosk.store.rights import copying

TREE, HILL = ("大树组", "1F332"), ("高山组", "26F0")


def add(house: House, *named: tuple[str, str]) -> list[str]:
    with house.database.transaction() as db:
        return [circles.add(db, *one, house.clock(), "li") for one in named]


def join(house: House, child: Child, circle: str | None) -> None:
    with house.database.transaction() as db:
        db.table("children").update(child.id, {"circle": circle})


def everything(house: House) -> list[Circle]:
    with house.database.reading() as db:
        return circles.everything(db)


def noted(house: House) -> list[str]:
    with house.database.reading() as db:
        rows = db.query("SELECT action FROM audit WHERE action LIKE '%group' ORDER BY seq")
        return [row["action"] for row in rows]


def test_circles_stand_in_the_order_in_which_they_were_made_or_moved(unlocked: House) -> None:
    tree, hill = add(unlocked, TREE, HILL)
    assert everything(unlocked) == [Circle(tree, *TREE), Circle(hill, *HILL)]
    with unlocked.database.transaction() as db:
        circles.move_up(db, tree, unlocked.clock(), "li")
        circles.move_up(db, hill, unlocked.clock(), "li")
    assert [one.id for one in everything(unlocked)] == [hill, tree]
    assert noted(unlocked) == ["added group", "added group", "changed group"]


def test_a_circle_is_named_and_pictured_anew(unlocked: House) -> None:
    (tree,) = add(unlocked, TREE)
    with unlocked.database.transaction() as db:
        circles.change(db, tree, *HILL, unlocked.clock(), "li")
    assert everything(unlocked) == [Circle(tree, *HILL)]
    assert noted(unlocked) == ["added group", "changed group"]


def test_the_children_of_a_circle_that_is_removed_stay_without_one(
    unlocked: House, panda: Child, owl: Child
) -> None:
    tree, hill = add(unlocked, TREE, HILL)
    join(unlocked, panda, tree)
    join(unlocked, owl, hill)
    with unlocked.database.transaction() as db:
        circles.remove(db, tree, unlocked.clock(), "li")
        assert children.get(db, panda.id).circle is None
        assert children.get(db, owl.id).circle == hill
    assert [one.id for one in everything(unlocked)] == [hill]
    assert noted(unlocked)[-1] == "removed group"


def test_what_is_no_circle_is_told_apart(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        for change in (
            lambda: circles.get(db, "nothing"),
            lambda: circles.change(db, "nothing", *TREE, unlocked.clock(), "li"),
            lambda: circles.move_up(db, "nothing", unlocked.clock(), "li"),
            lambda: circles.remove(db, "nothing", unlocked.clock(), "li"),
        ):
            with pytest.raises(UnknownRecord):
                change()


def test_a_copy_tells_the_circle_by_its_name(unlocked: House, panda: Child, owl: Child) -> None:
    (tree,) = add(unlocked, TREE)
    join(unlocked, panda, tree)
    with unlocked.database.transaction() as db:
        for child, name in ((panda, "大树组"), (owl, None)):
            copy = copying.copy_of(db, unlocked.vault, child.id, unlocked.clock())
            assert copy[Group.CARD][0]["circle"] == name
