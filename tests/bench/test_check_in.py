"""What a child waits for: a page, and the check-in, beside a bare view that keeps one row as
durably and a bare template."""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

import pytest

from kiosk.domain.children import Child
from kiosk.house import House
from tests.bench.browsing import Browser
from tests.bench.figures import Figures
from tests.bench.peers import kolibri
from tests.processes import free_port, kiosk, served

# Each batch has a median and a p99 of its own.
BATCHES, ROUNDS, PEER_ROUNDS, WARM = 5, 200, 100, 20
FLOOR = Path(__file__).with_name("floor.py")

Ask = Callable[[], float]


def token(browser: Browser) -> str:
    browser.get("/who")
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.text)
    assert found
    return found[1]


def as_template(page: str) -> str:
    """Make a bare template of a page: as long, with something to fill in on each line."""
    assert "{" not in page
    return "".join(f"{line} {{{{ child }}}}\n" for line in page.splitlines())


def p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98]


def by_batches(
    name: str, figures: Figures, both: Callable[[], tuple[float, float]], peer: Ask | None
) -> None:
    """Tell median and p99 of each batch."""
    for _ in range(WARM):
        both()
        if peer:
            peer()
    batches = [batch(both, peer) for _ in range(BATCHES)]
    for kind, of in (("median", median), ("p99", p99)):
        told = zip(*([of(times) for times in one] for one in batches), strict=True)
        figures.tell(f"{name}, {kind}", *told)


def batch(both: Callable[[], tuple[float, float]], peer: Ask | None) -> list[Sequence[float]]:
    """Take ours and the floor in turn; the peer after them, which may not stand between."""
    found = [*zip(*(both() for _ in range(ROUNDS)), strict=True)]
    return [*found, [peer() for _ in range(PEER_ROUNDS)]] if peer else found


@pytest.mark.bench
@pytest.mark.long
def test_a_check_in_and_a_page_beside_the_floor(
    house: House, panda: Child, tmp_path: Path, figures: Figures
) -> None:
    port, floor_port = free_port(), free_port()
    template = tmp_path / "page.html"
    command = [str(FLOOR), str(tmp_path / "floor.db"), str(floor_port), str(template)]
    with (
        kolibri.visited(tmp_path) as coach,
        kiosk(house.config.data, port),
        closing(Browser(port)) as child,
        closing(Browser(floor_port)) as stranger,
    ):
        told = {"csrf_token": token(child)}
        template.write_text(as_template(child.text))

        def check_in() -> tuple[float, float]:
            ours = child.post("/who", child=panda.id, **told)
            floors = stranger.post(f"/keep/{panda.id}", **told)
            child.post("/home", **told)
            return ours, floors

        def page() -> tuple[float, float]:
            return child.get("/who"), stranger.get(f"/page/{panda.id}")

        with served(command, floor_port):
            by_batches("check-in POST", figures, check_in, coach and coach.check_in)
            by_batches("page GET", figures, page, coach and coach.look)
    with house.database.reading() as db:
        assert db.table("visits").count == WARM + BATCHES * ROUNDS
    figures.hold()
