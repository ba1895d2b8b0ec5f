"""Real disks that are full, under either end: nothing is half told, and all comes in the end."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from sync.hq.app import create_app
from tests.disks import filled, may_mount, small_disk
from tests.faults.wire import house, office
from tests.faults.wire.acts import ask_what_there_is, close_today, let_children_in
from tests.faults.wire.checks import at_home, differences
from tests.faults.wire.office import Clock, Office
from tests.faults.wire.proxy import Road
from tests.faults.wire.run import Run
from tests.sync.hq.cast import listening

pytestmark = pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")

WAITING = "SELECT count(*) FROM outbox WHERE acknowledged_at IS NULL"


@pytest.fixture(params=["house", "hq"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Run]:
    """A house and a headquarters of which one has a small disk, `small`."""
    with small_disk(tmp_path / "small", "6m") as small:
        places = {"house": tmp_path / "house", "hq": tmp_path / "hq", request.param: small / "it"}
        clock = Clock()
        app = create_app(office.set_up(places["hq"]), clock)
        with listening(app) as url:
            place = Office(app.extensions["headquarters"], int(url.rpartition(":")[2]), clock)
            road = Road(place)
            template = house.make_template(tmp_path / "template")
            end = template.moved_in(places["house"], road.url)
            yield Run(0, end, road, place)
            road.close()
            end.close()


def test_all_arrives_once_there_is_room_again(run: Run, tmp_path: Path) -> None:
    run.begin()
    rng, end = Random(1), run.end

    def live_some_days(count: int) -> None:
        for _ in range(count):
            for act in (let_children_in, close_today, ask_what_there_is):
                end.act(act, rng)
            end.steps()
            run.road.settle()
            end.hands.forward(days=1)

    live_some_days(3)
    with filled(tmp_path / "small" / "photos-of-a-school-trip"):
        live_some_days(40)
        refused = run.road.met["headquarters said 503"]
        waited = at_home(end, WAITING)[0][0]
    assert (refused and waited) or end.broken
    live_some_days(3)
    run.come_to_rest()
    assert differences(end, run.office) == []
