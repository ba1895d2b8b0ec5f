from dataclasses import replace

from kiosk.domain.categories import Category, offered

FOREST = Category("forest", "林区", "Forest village")
OLD = Category("old", "旧类", "No longer used", active=False)


def test_a_category_has_a_name_in_each_language_of_the_panel() -> None:
    assert FOREST.name("en") == "Forest village"
    assert FOREST.name("zh_Hans") == "林区"


def test_what_is_switched_off_is_offered_only_to_a_child_that_has_it() -> None:
    assert offered([FOREST, OLD], kept="forest") == [FOREST]
    assert offered([FOREST, OLD], kept="old") == [FOREST, OLD]


def test_where_all_are_switched_off_all_are_offered() -> None:
    assert offered([OLD], kept="") == [OLD]
    assert offered([OLD, replace(FOREST, active=False)], kept="old") == [OLD]
