"""Who am I in a house of sixty: by the picture of its group a child is two taps away."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from kiosk.domain.children import COLOURS, PICTURES
from kiosk.domain.circles import MOST
from kiosk.domain.circles import PICTURES as OF_CIRCLES
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.people import circles
from tests.browser import PANELS, SEVEN_INCH, settle, targets, touch_page
from tests.cast import add_child
from tests.kiosk.child import measures
from tests.kiosk.child.showroom import lay_out
from tests.turns import first_each_time

pytestmark = pytest.mark.browser

SIXTY, IN_NONE = 60, 4


@pytest.fixture(autouse=True)
def large(unlocked: House) -> House:
    """A house of sixty in as many groups as fit, but for the last four children."""
    born = date(2020, 3, 14)
    whole = [
        add_child(unlocked, f"孩{n}", keeps={Purpose.VISITS}, birth=born) for n in range(SIXTY)
    ]
    with unlocked.database.transaction() as db:
        groups = [
            circles.add(db, f"第{place}组", picture, unlocked.clock(), "li")
            for place, picture in enumerate(OF_CIRCLES[:MOST])
        ]
        for number, child in enumerate(whole):
            card = {"picture": PICTURES[number % 40], "colour": COLOURS[number % 5]}
            circle = groups[number % MOST] if number < SIXTY - IN_NONE else None
            db.table("children").update(child.id, {**card, "circle": circle})
    return unlocked


def names(page: Page) -> list[str]:
    cards = page.locator(".card[data-child]")
    return cards.evaluate_all("all => all.map(one => one.dataset.child)")


@pytest.mark.parametrize("panel", first_each_time(PANELS))
def test_cards_and_groups_keep_their_sizes_and_distances(
    browser: Browser, address: str, panel
) -> None:
    with touch_page(browser, panel) as page:
        page.goto(f"{address}/who")
        lay_out(page, panel)
        assert page.locator(".circle").count() == MOST
        assert page.locator(".card").count() == 10
        assert measures.sizes(page, panel) == []


def test_a_child_taps_its_group_and_then_itself(browser: Browser, address: str) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        assert "孩3" not in names(page)
        page.locator(".circle").nth(3).tap()
        page.wait_for_url("**/who?circle=*")
        settle(page)
        assert names(page) == [f"孩{n}" for n in range(52, 2, -7)]
        assert page.locator(".circle").count() == 0
        assert measures.sizes(page, SEVEN_INCH) == []
        assert measures.axe(page) == []
        page.locator(".card[data-child='孩3']").tap()
        page.wait_for_url("**/thanks")


def test_whoever_tapped_a_wrong_group_goes_back_to_all(browser: Browser, address: str) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        assert measures.axe(page) == []
        page.locator(".circle").first.tap()
        page.wait_for_url("**/who?circle=*")
        settle(page)
        page.locator(".rail .key").first.tap()
        page.wait_for_url("**/who")
        assert page.locator(".circle").count() == MOST


def test_everybody_is_found_without_a_group_too_the_newest_first(
    browser: Browser, address: str
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        found = names(page)
        # Those without a group came last and stand in front.
        assert found[:IN_NONE] == ["孩59", "孩58", "孩57", "孩56"]
        for _ in range(6):
            with page.expect_navigation():
                page.locator(".rail .key").first.tap()
            settle(page)
            found += names(page)
        assert sorted(found) == sorted(f"孩{n}" for n in range(SIXTY))


def test_a_group_that_fills_two_pages_has_a_way_on_and_a_way_back(
    browser: Browser, address: str, unlocked: House
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE children SET circle = (SELECT id FROM circles LIMIT 1)")
    with touch_page(browser) as page:
        page.goto(f"{address}/who")
        page.locator(".circle").tap()
        page.wait_for_url("**/who?circle=*")
        found = []
        for _ in range(5):
            settle(page)
            found += names(page)
            with page.expect_navigation():
                page.locator(".rail .key").nth(1).tap()
        assert sorted(found) == sorted(f"孩{n}" for n in range(SIXTY))
        settle(page)
        keys = [box for box in targets(page) if not box["main"]]
        assert all(
            box["bottom"] <= SEVEN_INCH[1] - measures.SIZES["wrist"] * SEVEN_INCH[2] + 1
            for box in keys
        )
