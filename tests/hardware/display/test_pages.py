from collections.abc import Iterator

import pytest

from hardware.display.pages import Close, Pages

HOME = "http://127.0.0.1:8080"


def told(what: str, page: str, url: str = f"{HOME}/", kind: str = "page") -> dict[str, object]:
    info = {"targetId": page, "type": kind, "url": url}
    return {"method": f"Target.target{what}", "params": {"targetId": page, "targetInfo": info}}


@pytest.fixture
def pages() -> Iterator[Pages]:
    one = Pages(HOME)
    assert list(one.hear(told("Created", "first"))) == []
    return one


def test_whatever_else_opens_is_closed(pages: Pages) -> None:
    assert list(pages.hear(told("Created", "second"))) == [Close("second")]
    assert list(pages.hear(told("Created", "third", "chrome://newtab/"))) == [Close("third")]
    assert not pages.is_broken


def test_what_is_no_page_is_left_alone(pages: Pages) -> None:
    assert list(pages.hear(told("Created", "worker", kind="service_worker"))) == []


def test_an_answer_of_the_browser_is_no_page(pages: Pages) -> None:
    assert list(pages.hear({"id": 1, "result": {}})) == []


def test_the_house_may_be_walked_through(pages: Pages) -> None:
    list(pages.hear(told("InfoChanged", "first", f"{HOME}/who")))
    list(pages.hear(told("InfoChanged", "first", f"{HOME}/counselor/")))
    assert not pages.is_broken


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:80801/", "https://example.org/", "file:///", "chrome://version/"]
)
def test_a_page_that_goes_elsewhere_is_opened_anew(pages: Pages, url: str) -> None:
    list(pages.hear(told("InfoChanged", "first", url)))
    assert pages.is_broken


def test_a_page_that_crashed_is_opened_anew_and_then_closed(pages: Pages) -> None:
    list(pages.hear(told("Crashed", "first")))
    assert pages.is_broken
    pages.open_anew()
    assert not pages.is_broken
    assert list(pages.hear(told("Created", "fresh"))) == [Close("first")]
    list(pages.hear(told("Destroyed", "first")))
    assert not pages.is_lost


def test_the_crash_of_another_page_is_its_own_affair(pages: Pages) -> None:
    list(pages.hear(told("Created", "other")))
    list(pages.hear(told("Crashed", "other")))
    assert not pages.is_broken


def test_only_the_houses_page_takes_the_place_of_the_one_that_is_gone(pages: Pages) -> None:
    pages.open_anew()
    assert list(pages.hear(told("Created", "odd", "https://example.org/"))) == [Close("odd")]
    assert set(pages.hear(told("Created", "fresh"))) == {Close("first"), Close("odd")}


def test_a_page_that_is_closed_is_lost_with_its_window(pages: Pages) -> None:
    list(pages.hear(told("Destroyed", "first")))
    assert pages.is_lost
