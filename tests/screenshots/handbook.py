"""The handbook's pictures: each task's page on the smallest screen, what its steps name ringed.

A ring carries the number of the step that names what it surrounds, as the panel shows it.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from kiosk.counselor import words
from kiosk.counselor.help import handbook
from kiosk.counselor.help.handbook import Task
from tests.browser import settle
from tests.kiosk.counselor.keys import key, turn

# What stands at the top of these pages matters more than what is tapped further down.
TOP_FIRST = {"harm"}

QUALITY = 72
HERE = Path(handbook.__file__).parent.parent / "static" / "handbook"

# Where a task's own page shows less than the page after it; {child} is one of the demo's children.
SHOWN_AT = {
    "records": "{child}",
    "over_time": "{child}/over-time",
    "rights": "{child}",
    "by_telephone": "/counselor/sending/telephone/1",
    "voices": "/counselor/recordings/zh_Hans/who",
}
# What is spelt where, on the keys that come up; these cover what would be ringed.
SPELT = {"write": ("#nickname", "xiao")}

_RING = """
([named, scrolls]) => {
  const said = (element) => (element.getAttribute('aria-label') || element.innerText).trim();
  const seen = [...document.querySelectorAll('main :is(a, button, summary), .rail :is(a, button)')]
    .filter((element) => element.checkVisibility());
  const wanted = ([step, label]) => [step, seen.find((one) => said(one) === label)
    || seen.find((one) => said(one).startsWith(label) || one.innerText.trim() === label)];
  const found = new Map();
  for (const [step, element] of named.map(wanted)) {
    if (element && !found.has(element)) found.set(element, step);
  }
  const first = [...found.keys()].find((element) => element.closest('main'));
  if (scrolls && first && first.getBoundingClientRect().bottom > innerHeight) {
    first.scrollIntoView({ block: 'center' });
  }
  const places = [...found].map(([element, step]) => [step, element.getBoundingClientRect()]);
  // A number lies on its ring's upper edge, above the ring that stands over it.
  for (const [step, box] of places.sort(([, one], [, other]) => one.top - other.top)) {
    const ring = document.createElement('div');
    ring.className = 'ring';
    ring.dataset.step = step;
    Object.assign(ring.style, { left: `${box.left - 5}px`, top: `${box.top - 5}px`,
      width: `${box.width + 10}px`, height: `${box.height + 10}px` });
    // Its number stays in the picture, whatever lies at the edge.
    ring.style.setProperty('--top', `${Math.max(-15, 3 - box.top)}px`);
    ring.style.setProperty('--right', `${Math.max(-15, box.right + 3 - innerWidth)}px`);
    document.body.append(ring);
  }
  return places.length;
}
"""
_STYLE = """
.ring { position: fixed; z-index: 99; border: 4px solid #C2185B; border-radius: 14px; }
.ring::before { content: attr(data-step); position: absolute; right: var(--right); top: var(--top);
  width: 30px; height: 30px; border-radius: 50%; background: #C2185B; color: #fff;
  text-align: center; font: 700 18px/30px sans-serif; }
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a task's picture is taken, and what is ringed in it: numbers of steps, and labels."""

    path: str
    named: list[tuple[int, str]]


def draw(page: Page, address: str) -> None:
    """Write the picture of each task in each of the panel's languages; the panel is unlocked."""
    page.goto(f"{address}/counselor/children")
    child = page.locator("a.person").first.get_attribute("href") or ""
    for locale in words.PANEL:
        _speak(page, address, locale)
        for task in handbook.tasks(locale):
            _draw(page, address, _plan(page, address, task, child), HERE / locale / task.name)


def _speak(page: Page, address: str, locale: str) -> None:
    page.goto(f"{address}/counselor/help")
    for other in page.locator(f".languages [value={locale}]").all():
        with page.expect_navigation():
            other.tap()


def _plan(page: Page, address: str, task: Task, child: str) -> Plan:
    """Read a task's page of the handbook as she reads it."""
    page.goto(f"{address}/counselor/help/{task.name}")
    steps = [step.locator("b").all_inner_texts() for step in page.locator("ol.task li").all()]
    leads_to = page.locator("header .button.main").get_attribute("href") or ""
    path = SHOWN_AT.get(task.name, leads_to).format(child=child)
    named = [(number, label) for number, labels in enumerate(steps, 1) for label in labels]
    return Plan(path, named)


def _draw(page: Page, address: str, plan: Plan, place: Path) -> None:
    page.goto(address + plan.path)
    page.add_style_tag(content=_STYLE)
    settle(page)
    if place.name in SPELT:
        _spell(page, *SPELT[place.name])
    else:
        page.evaluate(_RING, [plan.named, place.name not in TOP_FIRST])
    place.parent.mkdir(parents=True, exist_ok=True)
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    shown.save(place.with_suffix(".webp"), quality=QUALITY, method=6)


def _spell(page: Page, field: str, letters: str) -> None:
    page.locator(field).tap()
    page.locator(".offer").tap()
    turn(page, chinese=True)
    for letter in letters:
        key(page, letter).tap()
    # No key still looks pressed.
    settle(page)
