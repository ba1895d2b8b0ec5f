from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import PICTURES as OF_CHILDREN
from kiosk.domain.children import Child
from kiosk.domain.circles import MOST, PICTURES, Circle, Shown, offered, show

CIRCLES = [Circle(str(number), f"组{number}", PICTURES[number]) for number in range(MOST)]


def house_of(places: list[int | None]) -> list[Child]:
    return [
        Child(
            str(number), "小竹", "1F43C", "leaf", AgeBand.SMALL, "zh_Hans",
            circle=None if place is None else str(place),
        )
        for number, place in enumerate(places)
    ]  # fmt: skip


houses = st.lists(st.none() | st.integers(0, MOST - 1), max_size=70).map(house_of)


def everybody(first: Shown, children: list[Child], circles: list[Circle]) -> list[Child]:
    chosen = first.chosen.id if first.chosen else ""
    pages = [show(children, circles, chosen, page + 1) for page in range(first.pages)]
    return [child for page in pages for child in page.cards]


@given(houses)
def test_each_child_is_on_one_of_the_pages_in_its_place(children: list[Child]) -> None:
    assert everybody(show(children, CIRCLES), children, CIRCLES) == children
    assert everybody(show(children, []), children, []) == children


@given(houses)
def test_each_child_of_a_circle_is_found_by_its_picture(children: list[Child]) -> None:
    offered = show(children, CIRCLES).circles
    assert {one.id for one in offered} == {child.circle for child in children} - {None}
    for circle in offered:
        shown = show(children, CIRCLES, circle.id)
        assert shown.chosen == circle and shown.circles == ()
        own = [child for child in children if child.circle == circle.id]
        assert everybody(shown, children, CIRCLES) == own


@given(houses)
def test_a_circle_is_offered_in_its_place_while_any_of_its_children_is_left(
    children: list[Child],
) -> None:
    left = {child.circle for child in children}
    assert offered(children, CIRCLES) == [one for one in CIRCLES if one.id in left]


@given(houses, st.integers(-5, 99), st.text())
def test_a_page_is_never_overfull_nor_empty_where_there_are_children(
    children: list[Child], page: int, chosen: str
) -> None:
    shown = show(children, CIRCLES, chosen, page)
    assert 1 <= shown.page <= shown.pages
    assert bool(shown.cards) == bool(children)
    # Three rows of five, or two above the circles; one place is the guest's.
    assert len(shown.cards) + 1 <= (10 if shown.circles else 15)
    assert len(shown.circles) <= MOST


def test_sixty_children_in_circles_of_ten_are_two_taps_away() -> None:
    children = house_of([number % 6 for number in range(60)])
    assert show(children, []).pages == 5
    assert all(show(children, CIRCLES, circle.id).pages == 1 for circle in CIRCLES[:6])


def test_a_circle_and_a_child_have_no_picture_in_common() -> None:
    assert not set(PICTURES) & set(OF_CHILDREN)
    assert len(set(PICTURES)) == len(PICTURES) >= MOST
