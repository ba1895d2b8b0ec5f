"""A counselor's hands at the panel: what they press, write and choose, whichever hands they are.

Everything is called by the English that the panel is written in, and found as the panel says it.
"""

import json
import re
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import ElementHandle, Error, Locator, Page

from tests.browser import barriers, touch
from tests.kiosk.counselor.keys import type_by_touch
from tests.kiosk.counselor.speech import Speech

Place = Locator | ElementHandle

PLACES = "main, .rail, dialog[open]"
# The children's screen, to which some tasks lead back, is not enlarged by two fingers.
AT_THE_CHILDREN = {"meta-viewport": {"enabled": False}}
ROLES = ("link", "button", "radio", "checkbox")

# What is pressed may lead to another page, which is waited for; a file leaves this one as it is.
LEADS_ON = """
(element) => {
  const link = element.closest("a[href]"), button = element.closest("button");
  if (link) return !link.hasAttribute("download");
  return button?.type === "submit" && button.form !== null && !("again" in button.form.dataset);
}
"""


@dataclass(frozen=True)
class Name:
    """What is called so, in the group that has a legend; it is looked for when it is pressed."""

    text: str
    within: str = ""


@dataclass
class Robot(ABC):
    """A counselor at the panel: how often she touched and typed, and since when."""

    page: Page
    say: Speech
    taps: int = 0
    keys: int = 0
    began: float = 0.0

    def begin(self) -> None:
        """Go to Today, and count from here."""
        self.press("Today")
        self.taps, self.keys, self.began = 0, 0, time.perf_counter()

    def press(self, *path: str | Name | Locator) -> None:
        """Press one after another: what has an English name, any name, or a place."""
        for step in path:
            try:
                self._press_on(self._found(step))
            except Error as error:
                # A list that was looked through meanwhile has another such line in its place.
                if "not attached" not in error.message:
                    raise
                self._press_on(self._found(step))

    def ask_to_leave(self, english: str) -> None:
        """Press what would throw away what is written, and be asked first."""
        self._press(self._found(english))
        self.page.locator("dialog[open]").wait_for()

    def write(self, field: str, text: str) -> None:
        """Write into a field, over what stands there."""
        name = re.compile(rf"^\s*{re.escape(self.say(field))}(\s|$)")
        self._write(self._seen(self.page.locator("main").get_by_label(name)), text)

    def pick(self, name: str, option: str, within: str = "") -> None:
        """Choose from a list; `within` tells the group it is in, where there are several."""
        part = self._part(self.say(within) if within else "")
        self._pick(part.get_by_label(self.say(name), exact=True).first, option)

    def attach(self, field: str, file: Path) -> None:
        """Choose a file."""
        place = self.page.locator("main").get_by_label(self.say(field))
        with self.page.expect_file_chooser() as chooser:
            self._press(place)
        chooser.value.set_files(file)

    def called(self, english: str, within: str = "", **values: object) -> Name:
        """Name what the panel calls so, with its values."""
        return Name(self.say(english, **values), self.say(within) if within else "")

    def reads(self, english: str, **values: object) -> None:
        """Wait until the page says something."""
        self.sees(self.say(english, **values))

    def sees(self, text: str) -> None:
        """Wait until a text is on the page."""
        self._seen(self.page.locator("main").get_by_text(text)).wait_for()

    def stop(self) -> None:
        """Stop at a page: everybody can use it, and nothing runs off it."""
        self.page.wait_for_load_state("load")
        rules = None if "/counselor/" in self.page.url else AT_THE_CHILDREN
        assert barriers(self.page, rules) == [], self.page.url
        size = self.page.viewport_size
        assert size and self.page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    def _press_on(self, place: ElementHandle) -> None:
        if place.evaluate(LEADS_ON):
            with self.page.expect_navigation(wait_until="domcontentloaded"):
                self._press(place)
        else:
            self._press(place)

    def _part(self, legend: str) -> Locator:
        if not legend:
            return self.page.locator(PLACES)
        return self.page.get_by_role("group", name=legend, exact=True)

    def _found(self, step: str | Name | Locator) -> ElementHandle:
        """Find what bears the whole name, else what begins with it."""
        if isinstance(step, Locator):
            return step.first.element_handle()
        name = self.called(step) if isinstance(step, str) else step
        part = self._part(name.within)
        begins, is_whole = (
            re.compile(rf"^\s*{re.escape(name.text)}{end}") for end in (r"(\s|$)", r"\s*$")
        )
        whole = part.locator(f"summary[aria-label={json.dumps(name.text, ensure_ascii=False)}]")
        found = whole.or_(part.locator("summary", has_text=begins))
        whole = whole.or_(part.locator("summary", has_text=is_whole))
        for role in ROLES:
            found = found.or_(part.get_by_role(role, name=begins))
            whole = whole.or_(part.get_by_role(role, name=name.text, exact=True))
        return self._at_once(whole) or self._waited_for(found, whole)

    def _at_once(self, places: Locator) -> ElementHandle | None:
        """Take what is there: to look for a name costs a page more than to draw it."""
        return next(iter(self._seen(places).element_handles()), None)

    def _waited_for(self, found: Locator, whole: Locator) -> ElementHandle:
        there = self._seen(found).element_handle()
        return self._at_once(whole) or there

    def _seen(self, places: Locator) -> Locator:
        return places.filter(visible=True).first

    @abstractmethod
    def _press(self, place: Place) -> None: ...

    @abstractmethod
    def _write(self, place: Locator, text: str) -> None: ...

    @abstractmethod
    def _pick(self, place: Locator, option: str) -> None: ...

    @abstractmethod
    def put_keys_away(self) -> None:
        """Put away what came up to write with."""

    @abstractmethod
    def spell(self, field: str, text: str) -> None:
        """Write letters, and Chinese, with what the panel itself has to write with."""


class Finger(Robot):
    """A finger on the screen; Chinese comes from the system's input method."""

    def _press(self, place: Place) -> None:
        touch(self.page, place)
        self.taps += 1

    def _write(self, place: Locator, text: str) -> None:
        self._press(place)
        self.keys += len(text)
        if self.page.locator(".keyboard").count():
            type_by_touch(self.page, text, self.say)
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)

    def _pick(self, place: Locator, option: str) -> None:
        place.select_option(option)
        self.taps += 2

    def put_keys_away(self) -> None:
        """Tap Done below the keys."""
        self._press(self.page.locator(".keyboard [data-do=done]:visible"))

    def spell(self, field: str, text: str) -> None:
        """Touch what brings keys beside the field, and then the keys."""
        self._press(self.page.locator("main").get_by_label(self.say(field)))
        self._press(self.page.get_by_role("button", name=self.say("Type on the screen")))
        type_by_touch(self.page, text, self.say)
        self.keys += len(text)
