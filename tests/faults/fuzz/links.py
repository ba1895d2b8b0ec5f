"""Links as cameras misread them and as somebody who means harm writes them."""

from random import Random

from playwright.sync_api import Page

from sync import batch
from sync.couriers.qr import MOST_BYTES, pack
from tests.faults.fuzz.headquarters import Besieged
from tests.faults.fuzz.mutations import mutated

DAYS = ("2026-11-24", "2026-11-01/2026-11-30", "", "2026-11", "////", "-")
# No QR code holds more.
_LONGEST = 1500
# Where the page may stand when it has looked at a link and at an answer.
STATES = {"arrived", "earlier", "refused", "broken", "unknown", "nothing"}

_FOLLOW = """
async (fragments) => {
  const states = [...document.querySelectorAll("[data-state]")];
  const shown = () => states.find((one) => !one.hidden && one.dataset.state !== "sending");
  const found = [];
  for (const fragment of fragments) {
    const before = location.hash;
    for (const one of states) one.hidden = true;
    location.hash = fragment;
    if (location.hash === before) dispatchEvent(new Event("hashchange"));
    const end = Date.now() + 10000;
    while (!shown() && Date.now() < end) await new Promise((done) => setTimeout(done, 1));
    found.push(shown() ? shown().dataset.state : "none");
  }
  return found;
}
"""


def fragment(rng: Random, siege: Besieged) -> str:
    """Write what stands after # in a link that is not as the house wrote it."""
    small = [one for one in siege.sound if len(one) <= MOST_BYTES]
    body = batch.encode(rng.choices(small, k=rng.choice((1, 2))))
    days = rng.choice(DAYS)
    if rng.random() < 0.5:
        return f"{days}.{pack(mutated(rng, body, small)[:_LONGEST])}"
    whole = f"{days}.{pack(body)}"
    return mutated(rng, whole.encode(), [b"%zz", b"2026-11-24.", b"1"]).decode("utf-8", "replace")


def follow(page: Page, siege: Besieged, seeds: range) -> dict[str, int]:
    """Follow links one after another in one tab; tell how often each ended where."""
    links = [fragment(Random(seed), siege) for seed in seeds]
    found: list[str] = page.evaluate(_FOLLOW, links)
    for seed, state in zip(seeds, found, strict=True):
        assert state in STATES, f"link {seed}: {state}"
    changed = siege.state.changed()
    assert not changed, f"links {seeds}: nobody signed what changed {changed}"
    return {state: found.count(state) for state in STATES}
