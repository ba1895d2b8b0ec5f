"""Hands that have nothing but a keyboard: they go by Tab, and see where they are."""

from playwright.sync_api import ElementHandle, Locator

from tests.kiosk.counselor.hands import Place, Robot

MOST_STEPS = 150
LOST = "the focus was lost"
# A browser sets the focus where a page asks for it as it draws, which may be after all has come.
FOCUSED = """
() => {
  const asked = document.querySelector("[autofocus]");
  return !asked || asked === document.activeElement;
}
"""

# The key that brings the focus nearer to where it shall go, and what is wrong where it is now.
WALK = r"""
(goal) => {
  const here = document.activeElement, walked = document.documentElement.dataset;
  const isNowhere = !here || here === document.body;
  if (isNowhere) {
    const isLost = walked.walks;
    walked.walks = "yes";
    return isLost ? ["", "the focus was lost"] : ["Tab", ""];
  }
  walked.walks = "yes";
  const isBehind = here.compareDocumentPosition(goal) & Node.DOCUMENT_POSITION_PRECEDING;
  const isOfGroup = goal.type === "radio" && here.type === "radio" && here.name === goal.name;
  const way = isOfGroup ? ["ArrowUp", "ArrowDown"] : ["Shift+Tab", "Tab"];
  return [here === goal ? "" : way[isBehind ? 0 : 1], wrong(here)];

  function wrong(element) {
    const whole = element.closest("label") ?? element;
    const beside = [element.nextElementSibling, element.firstElementChild];
    const ring = [element, ...beside, whole].find(hasRing);
    const name = element.outerHTML.slice(0, 120);
    if (!ring) return `no ring: ${name}`;
    const contrast = contrastOf(ring);
    if (contrast < 3) return `a ring that is hardly seen, ${contrast.toFixed(1)}: ${name}`;
    const box = ring.getClientRects()[0], room = Math.max(reachOf(ring), 0);
    const [top, bottom] = [Math.max(box.top, room), Math.min(box.bottom, innerHeight - room)];
    if (bottom - top < Math.min(box.height, innerHeight - 2 * room) - 2) {
      return `out of view, ${box.top} to ${box.bottom}: ${name}`;
    }
    for (const y of [top + 4, (top + bottom) / 2, bottom - 4]) {
      const hit = document.elementFromPoint(box.left + box.width / 2, y);
      if (!whole.contains(hit) && !ring.contains(hit)) {
        return `under ${hit?.outerHTML.slice(0, 80)}: ${name}`;
      }
    }
    return "";
  }

  function hasRing(element) {
    if (!element || !element.checkVisibility({ opacityProperty: true })) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  }

  function reachOf(ring) {
    const { outlineOffset, outlineWidth } = getComputedStyle(ring);
    return parseFloat(outlineOffset) + parseFloat(outlineWidth);
  }

  function contrastOf(ring) {
    const { outlineColor, outlineOffset, boxShadow } = getComputedStyle(ring);
    const halo = boxShadow.match(/^(rgba?\([^)]*\)) 0px 0px 0px ([\d.]+)px/);
    const behind = halo && halo[2] > reachOf(ring) ? halo[1] : colourBehind(ring, outlineOffset);
    const [low, high] = [outlineColor, behind].map(light).sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  }

  function colourBehind(ring, outlineOffset) {
    let behind = parseFloat(outlineOffset) < 0 ? ring : ring.parentElement;
    while (behind.parentElement && parts(getComputedStyle(behind).backgroundColor)[3] === 0) {
      behind = behind.parentElement;
    }
    return getComputedStyle(behind).backgroundColor;
  }

  function parts(colour) {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return [red, green, blue, alpha];
  }

  function light(colour) {
    const [red, green, blue] = parts(colour).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
"""


class KeysAlone(Robot):
    """Tab, Shift and Tab, arrows, Enter, the space bar and letters; no mouse and no tap."""

    def _press(self, place: Place) -> None:
        element = self._walk(place)
        kind = element.evaluate("e => e.type === 'radio' && e.checked ? 'chosen' : e.localName")
        if kind != "chosen":
            self._strike("Enter" if kind in {"a", "summary"} else "Space")

    def _write(self, place: Locator, text: str) -> None:
        self._walk(place)
        self._strike("Control+A")
        self.keys += len(text)
        if text.isascii():
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.insert_text(text)

    def _pick(self, place: Locator, option: str) -> None:
        element = self._walk(place)
        steps = element.evaluate(
            "(list, option) => [...list.options].findIndex(one => one.text === option)"
            " - list.selectedIndex",
            option,
        )
        for _ in range(abs(steps)):
            self._strike("ArrowDown" if steps > 0 else "ArrowUp")
        assert element.evaluate("list => list.selectedOptions[0].text") == option

    def put_keys_away(self) -> None:
        """Do nothing: no keys came up."""

    def spell(self, field: str, text: str) -> None:
        """Type: letters are at hand."""
        self.write(field, text)

    def go_round(self) -> int:
        """Go by Tab from the top of a page to its end, and tell how many places there are."""
        self.page.wait_for_function(FOCUSED)
        page, began = self.page.locator("body").element_handle(), 0
        # Where a page has set the focus itself, what stands above it comes in a second round.
        is_amid = page.evaluate("page => document.activeElement !== page")
        for steps in range(2 * MOST_STEPS):
            _, wrong = page.evaluate(WALK)
            if steps and wrong == LOST:
                if not is_amid:
                    return steps - began - 1
                is_amid, began = False, steps
            else:
                assert not wrong, f"{self.page.url}: {wrong}"
            self._strike("Tab")
        raise AssertionError(f"{self.page.url}: there is no way out")

    def _walk(self, place: Place) -> ElementHandle:
        """Go where the focus shall be, as long as it is seen on the whole way."""
        goal = place.element_handle() if isinstance(place, Locator) else place
        for _ in range(MOST_STEPS):
            key, wrong = goal.evaluate(WALK)
            assert not wrong, f"{self.page.url}: {wrong}"
            if not key:
                return goal
            self._strike(key)
        raise AssertionError(f"{self.page.url}: out of the keyboard's reach: {goal.inner_text()}")

    def _strike(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1
