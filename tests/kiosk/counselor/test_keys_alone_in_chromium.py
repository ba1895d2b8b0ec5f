"""Every page of the panel from its top to its end by Tab: each place is reached, and seen."""

import pytest
from playwright.sync_api import Browser

from kiosk.domain.children import Child
from kiosk.house import House
from tests.browser import SEVEN_INCH, TEN_INCH, touch_page
from tests.kiosk.counselor.keys_alone import KeysAlone
from tests.kiosk.counselor.speech import CHINESE, ENGLISH
from tests.kiosk.counselor.test_panel_in_chromium import lived_in, speaking
from tests.kiosk.counselor.walk import SHARES, pages_of
from tests.processes import serving
from tests.turns import with_every_other_commit

__all__ = ["lived_in"]

pytestmark = pytest.mark.browser

# A radio group is one place; what is folded away, or of no use yet, is none.
PLACES = """
() => {
  const groups = new Set();
  return [...document.querySelectorAll("a[href], button, input, select, summary, textarea")]
    .filter((one) => one.checkVisibility() && !one.disabled && one.type !== "hidden")
    .filter((one) => {
      if (one.type !== "radio") return true;
      const isNew = !groups.has(one.name);
      groups.add(one.name);
      return isNew;
    }).length;
}
"""


@pytest.mark.parametrize(
    ("share", "panel", "say"),
    [
        (SHARES[0], SEVEN_INCH, ENGLISH),
        pytest.param(SHARES[1], TEN_INCH, CHINESE, marks=pytest.mark.long),
    ],
    ids=SHARES[:2],
)
@with_every_other_commit(1)
def test_tab_leads_through_the_whole_page(
    browser: Browser, lived_in: House, panda: Child, share: str, panel, say
) -> None:
    with (
        serving(speaking(lived_in, say.locale)) as address,
        touch_page(browser, panel) as page,
    ):
        for path in pages_of(share, page, address, panda):
            page.wait_for_load_state("load")
            places = page.evaluate(PLACES)
            assert KeysAlone(page, say).go_round() >= places, path
