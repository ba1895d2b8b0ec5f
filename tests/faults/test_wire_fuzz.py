"""Whatever comes over the wire: nothing falls, no answer is 5xx, nothing unsigned changes anything.

Seeds make it the same each time: a seed that is told can be tried again alone. What a house or a
headquarters signed, though it makes no sense, may be kept or set aside, and nothing else.
"""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

from kiosk.house import House
from sync.hq.limits import limiter
from tests.faults.fuzz import links
from tests.faults.fuzz.headquarters import besieged
from tests.faults.fuzz.house import deceived
from tests.faults.fuzz.stick import spoilt

# How many of each in every run; a hundred times as many where they are asked for: 100,000.
POSTS, MAD_HOUSES, ANSWERS, MAD_HEADQUARTERS, CODES, STICKS, LINKS = 300, 100, 300, 100, 150, 20, 30
MANY = 100
TOLD_EACH = 1000

few_or_many = pytest.mark.parametrize("times", [1, pytest.param(MANY, marks=pytest.mark.long)])


def tried(name: str, count: int, act: Callable[[Random], object]) -> None:
    """Do something with each seed, and say by which one it fails."""
    ends, began = Counter[object](), time.monotonic()
    for seed in range(count):
        try:
            ends[act(Random(seed))] += 1
        except Exception as error:
            raise AssertionError(f"{name}, seed {seed}: {error!r}") from error
        if (seed + 1) % TOLD_EACH == 0:
            print(f"{name}: {seed + 1:,} of {count:,}, {time.monotonic() - began:.0f} s")
    print(f"{name}: {count:,} in {time.monotonic() - began:.1f} s, {dict(ends)}")


@few_or_many
def test_what_anybody_posts_changes_nothing(tmp_path: Path, times: int) -> None:
    with besieged(tmp_path / "hq") as siege:
        tried("posts", POSTS * times, siege.anybody_posts)


@few_or_many
def test_what_a_mad_house_signs_is_kept_or_set_aside_and_nothing_else(
    tmp_path: Path, times: int
) -> None:
    with besieged(tmp_path / "hq") as siege:
        tried("mad houses", MAD_HOUSES * times, siege.the_house_goes_mad)


@few_or_many
def test_what_anybody_answers_settles_nothing(bare_house: House, times: int) -> None:
    with deceived(bare_house.database.path) as house:
        tried("answers", ANSWERS * times, house.anybody_answers)


@few_or_many
def test_what_a_mad_headquarters_signs_settles_no_more_than_it_may(
    bare_house: House, times: int
) -> None:
    with deceived(bare_house.database.path) as house:
        tried("mad headquarters", MAD_HEADQUARTERS * times, house.headquarters_goes_mad)


@few_or_many
def test_what_is_no_confirmation_confirms_nothing(bare_house: House, times: int) -> None:
    with deceived(bare_house.database.path) as house:
        tried("codes", CODES * times, house.somebody_types)


@few_or_many
def test_a_stick_that_was_spoilt_brings_what_is_whole_and_touches_nothing_else(
    bare_house: House, tmp_path: Path, times: int
) -> None:
    with spoilt(bare_house.database.path, tmp_path) as all_three:
        tried("sticks", STICKS * times, all_three.travels)


@few_or_many
@pytest.mark.browser
def test_a_link_that_is_not_as_the_house_wrote_it_ends_in_a_sentence(
    browser: Browser, tmp_path: Path, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One telephone follows them all, faster than any hand.
    monkeypatch.setattr(limiter, "enabled", False)
    with besieged(tmp_path / "hq") as siege:
        page = browser.new_page()
        fallen: list[str] = []
        page.on("pageerror", lambda error: fallen.append(str(error)))
        page.goto(f"{siege.office.url}/c")
        for first in range(0, LINKS * times, LINKS):
            ends = links.follow(page, siege, range(first, first + LINKS))
            print(f"links from {first:,}: {ends}")
        page.close()
    assert fallen == []
