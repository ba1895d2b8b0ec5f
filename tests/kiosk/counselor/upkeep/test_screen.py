import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from kiosk.domain.children import Child
from kiosk.domain.settings import Loudness, TextSize
from kiosk.house import House
from kiosk.store import settings
from tests.browser import touch_page
from tests.kiosk.counselor.panel import audited, post
from tests.kiosk.counselor.test_panel_in_chromium import speaking
from tests.processes import serving

# What of one card, of one line or of one picture lies on what stands beside it.
LIES_ON_ANOTHER = """
() => [...document.querySelectorAll('.numbers label[for], .person b, .pictures small')]
  .filter(name => {
    const range = document.createRange();
    range.selectNodeContents(name);
    const text = range.getBoundingClientRect();
    const own = name.closest('li, .person, .pictures label').getBoundingClientRect();
    const field = name.htmlFor && document.getElementById(name.htmlFor).getBoundingClientRect();
    const under = field && text.bottom <= field.top + 1;
    return text.right > own.right + 1 || text.left < own.left - 1
      || field && !under && text.right > field.left + 1;
  }).map(name => name.innerText)
"""


def written(house: House, size: TextSize) -> None:
    """Let the panel be written in a size."""
    first = house.config.settings
    with house.database.transaction() as db:
        wanted = replace(first, panel_text=size)
        settings.set_to(db, wanted, first, house.clock(), "li")


def test_the_panel_is_written_as_large_as_she_chooses(client: FlaskClient, unlocked: House) -> None:
    assert 'class="text-normal"' in client.get("/counselor/days").text
    post(client, "/screen", panel_text="very_large")
    assert unlocked.settings().panel_text is TextSize.VERY_LARGE
    assert audited(unlocked)[-1] == ("changed settings", "panel_text")
    form = client.get("/counselor/screen").text
    assert re.findall(r'<input checked [^>]*name="panel_text"[^>]*value="(\w+)"', form) == [
        "very_large"
    ]
    assert 'class="text-very_large"' in client.get("/counselor/days").text
    assert "Please choose" not in post(client, "/screen", panel_text="huge").text
    assert unlocked.settings().panel_text is TextSize.VERY_LARGE


def test_other_rules_of_the_house_leave_it_as_it_is(client: FlaskClient, unlocked: House) -> None:
    written(unlocked, TextSize.LARGE)
    rules = {
        "sitting_minutes": "20", "rest_minutes": "5", "day_minutes": "60",
        "play_from": ["6", "0"], "play_until": ["21", "0"], "games": "team_pairs",
        "guests_play": "all", "loudness": "loud", "open_days": ["1", "2"],
        "quiet_from": ["", ""], "quiet_until": ["", ""],
        "open_from": ["", ""], "open_until": ["", ""],
    }  # fmt: skip
    assert post(client, "/house-rules", **rules).status_code == 303
    assert unlocked.settings().loudness is Loudness.LOUD
    assert unlocked.settings().panel_text is TextSize.LARGE


@pytest.mark.browser
def test_taps_show_where_they_were_felt(
    browser: Browser, address: str, unlocked: House, panda: Child
) -> None:
    with touch_page(browser) as page:
        page.goto(f"{address}/counselor/screen")
        assert page.locator("[data-pixels]").inner_text() == "800 × 480"
        assert page.locator("[data-mm]").inner_text() == "154 × 92"
        heading = page.locator("header").bounding_box()
        question = page.locator("legend").first.bounding_box()
        assert heading
        assert question
        assert question["y"] - heading["y"] - heading["height"] >= 12
        page.goto(f"{address}/counselor/screen/touch")
        for dot in page.locator(".dot").all():
            box = dot.bounding_box()
            assert box
            page.touchscreen.tap(box["x"] + 26, box["y"] + 20)
        expect(page.locator(".cross")).to_have_count(5)
        expect(page.locator("[role=status]")).to_contain_text("触摸是准的")
        page.touchscreen.tap(box["x"] - 30, box["y"] + 24)
        expect(page.locator("[role=status]")).to_contain_text("给总部打电话")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_no_name_lies_on_what_stands_beside_it_however_large_it_is_written(
    browser: Browser, unlocked: House, panda: Child, owl: Child, language: str
) -> None:
    with unlocked.database.transaction() as db:
        for child in (panda, owl):
            db.table("children").update(child.id, {"nickname": "WWWWWWWW"})
    for size in TextSize:
        written(unlocked, size)
        with serving(speaking(unlocked, language)) as address, touch_page(browser) as page:
            for path in ("numbers", "children", "children/new", "activities/new"):
                page.goto(f"{address}/counselor/{path}")
                assert page.evaluate(LIES_ON_ANOTHER) == [], (size, path)
