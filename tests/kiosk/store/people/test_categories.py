import pytest

from kiosk.domain.categories import LEFT_BEHIND, MIGRANT, ORPHAN_DE_FACTO, OTHER, Category, offered
from kiosk.errors import UnknownRecord
from kiosk.house import House
from kiosk.store.people import categories
from tests.kiosk.counselor.panel import audited


def test_a_house_begins_with_the_programs_four(house: House) -> None:
    with house.database.reading() as db:
        found = categories.everything(db)
    assert [one.id for one in found] == [LEFT_BEHIND, ORPHAN_DE_FACTO, MIGRANT, OTHER]
    assert found[0].name("zh_Hans") == "留守儿童"
    assert found[0].name("en") == "Left-behind child"


def test_one_that_was_added_stands_behind_the_others_and_can_move_up(house: House) -> None:
    with house.database.transaction() as db:
        added = categories.add(db, "孤儿", "Orphan", house.clock(), "li")
        assert categories.everything(db)[-1] == Category(added, "孤儿", "Orphan")
        for _ in range(6):
            categories.move_up(db, added, house.clock(), "li")
        assert [one.id for one in categories.everything(db)][:2] == [added, LEFT_BEHIND]


def test_a_rename_keeps_the_id_and_a_switch_keeps_the_names(house: House) -> None:
    with house.database.transaction() as db:
        categories.rename(db, MIGRANT, "流动", "Moving", house.clock(), "li")
        categories.switch(db, MIGRANT, house.clock(), "li", active=False)
        assert categories.get(db, MIGRANT) == Category(MIGRANT, "流动", "Moving", active=False)
        categories.switch(db, MIGRANT, house.clock(), "li", active=True)
        assert categories.get(db, MIGRANT).active


def test_one_switched_off_is_offered_only_to_who_has_it() -> None:
    off, on = Category("a", "甲", "A", active=False), Category("b", "乙", "B")
    assert offered([off, on], "") == [on]
    assert offered([off, on], "a") == [off, on]


def test_each_change_is_audited_and_an_unknown_id_is_told_apart(house: House) -> None:
    with house.database.transaction() as db:
        categories.rename(db, OTHER, "其他", "Other", house.clock(), "li")
        line = db.execute("SELECT action, subject FROM audit ORDER BY seq DESC").fetchone()
        assert line == ("changed category", OTHER)
        with pytest.raises(UnknownRecord):
            categories.move_up(db, "nothing", house.clock(), "li")


def test_it_is_noted_which_category_was_added_and_changed(house: House) -> None:
    with house.database.transaction() as db:
        added = categories.add(db, "孤儿", "Orphan", house.clock(), "li")
        categories.rename(db, added, "孤", "Orphaned", house.clock(), "li")
        categories.move_up(db, added, house.clock(), "li")
        categories.switch(db, added, house.clock(), "li", active=False)
    lines = [("added category", added), *[("changed category", added)] * 3]
    assert audited(house)[-4:] == lines
