"""What is pressed again while headquarters has not answered yet, in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.sync.hq.cast import PASSWORD, Office

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, small_office: Office) -> Iterator[Page]:
    """An administrator's page."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{small_office.url}/sign-in?language=en")
    page.get_by_label("Name").fill("lin")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button").click()
    page.get_by_role("link", name="Add a house").wait_for()
    yield page
    context.close()


def on_a_slow_line(page: Page, address: str) -> tuple[list[Request], list[Route]]:
    """Hold what is posted to an address back; tell what is sent and what is held."""
    sent: list[Request] = []
    held: list[Route] = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    page.route(
        address,
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    return sent, held


def presses(page: Page) -> Callable[[], None]:
    """Find the button, to press where it is while the browser waits for an answer."""
    button = page.locator("main button.main")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return lambda: page.mouse.click(x, y)


def soon(page: Page, has_come: Callable[[], Any]) -> None:
    for _ in range(100):
        if has_come():
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing came")


def test_what_is_pressed_again_on_a_slow_line_is_sent_once(
    page: Page, small_office: Office
) -> None:
    page.goto(f"{small_office.url}/messages/write")
    page.locator("[name=title]").fill("周五开会")
    page.locator("[name=body]").fill("九点，在镇上。")
    sent, held = on_a_slow_line(page, "**/messages/write")
    page.evaluate(
        "() => addEventListener('submit', ({ submitter }) =>"
        " { sessionStorage.pressed = getComputedStyle(submitter).animationName; })"
    )
    press = presses(page)
    press()
    soon(page, lambda: held)
    press()
    page.wait_for_timeout(300)
    assert len(sent) == 1
    held[0].continue_()
    page.locator(".note.good").wait_for()
    assert page.get_by_text("周五开会").count() == 1
    assert page.evaluate("sessionStorage.pressed") == "busy"


def test_what_was_stopped_on_its_way_can_be_sent_again(page: Page, small_office: Office) -> None:
    page.clock.install()
    page.goto(f"{small_office.url}/messages/write")
    page.locator("[name=title]").fill("周五开会")
    page.locator("[name=body]").fill("九点，在镇上。")
    sent, held = on_a_slow_line(page, "**/messages/write")
    press = presses(page)
    press()
    soon(page, lambda: held)
    held[0].abort("aborted")
    page.wait_for_timeout(300)
    assert page.locator("[name=title]").input_value() == "周五开会"
    page.clock.fast_forward(20_000)
    assert page.locator("[aria-busy]").count() == 0
    press()
    soon(page, lambda: len(held) > 1)
    held[1].continue_()
    page.locator(".note.good").wait_for()
    assert len(sent) == 2


def test_who_goes_back_to_a_form_may_send_it_again(page: Page, small_office: Office) -> None:
    page.goto(f"{small_office.url}/houses/add")
    page.get_by_label("Name of the house").fill("大瑞村爱佑之家")
    page.get_by_label("County").select_option("yuexi")
    page.locator("main button.main").click()
    page.locator(".code").wait_for()
    page.go_back()
    page.get_by_label("Name of the house").fill("小瑞村爱佑之家")
    page.get_by_label("County").select_option("yuexi")
    page.locator("main button.main").click()
    page.locator(".code").wait_for()
    page.goto(f"{small_office.url}/?name=瑞村")
    assert page.locator("table.houses tbody tr").count() == 2


@pytest.mark.parametrize(
    ("path", "typed", "chosen"),
    [
        ("/accounts", {"name": "wang", "password": "quiet mountain tea"}, {"role": "reader"}),
        ("/standards", {"target-open": "71"}, {}),
        ("/messages/write", {"house": "yudu-0001", "title": "周五开会", "body": "九点"}, {}),
        ("/messages/settings", {"purpose-1": "镇卫生院", "number-1": "0797-120"}, {}),
    ],
)
def test_who_goes_back_because_the_database_was_away_finds_what_was_typed(
    page: Page,
    small_office: Office,
    path: str,
    typed: dict[str, str],
    chosen: dict[str, str],
) -> None:
    page.goto(small_office.url + path)
    for summary in page.locator("form details summary").all():
        summary.click()
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)
    for name, value in chosen.items():
        page.locator(f"[name={name}]").select_option(value)
    small_office.hq.database.is_open = False
    page.locator("main button.main").click()
    page.get_by_role("heading", name="One moment").wait_for()
    small_office.hq.database.is_open = True
    page.go_back()
    # No browser keeps a password.
    kept = {name: text for name, text in (typed | chosen).items() if name != "password"}
    assert {name: page.locator(f"[name={name}]").input_value() for name in kept} == kept
