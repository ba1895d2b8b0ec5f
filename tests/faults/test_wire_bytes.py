"""An exchange that breaks off at each of its bytes, either way; and the agent on a bad road."""

from collections.abc import Iterator
from functools import partial
from random import Random

import pytest

from sync.agent import Agent, Terms
from tests.faults.wire import world
from tests.faults.wire.acts import close_today, let_children_in
from tests.faults.wire.checks import FROM_OUTSIDE, at_home, differences
from tests.faults.wire.mischief import MISCHIEF
from tests.faults.wire.proxy import Exchange, pass_on
from tests.faults.wire.run import Run, choose
from tests.faults.wire.world import World
from tests.processes import wait_for
from tests.turns import by_turns

WAITING = "SELECT 1 FROM outbox WHERE acknowledged_at IS NULL"


@pytest.fixture(scope="module")
def small_world() -> Iterator[World]:
    with world.created() as created:
        yield created


@pytest.fixture
def run(small_world: World, request: pytest.FixtureRequest) -> Iterator[Run]:
    """A house that has a day to tell, on a road that lets everything through."""
    with small_world.run(len(request.node.name)) as run:
        run.begin()
        for act in (let_children_in, close_today):
            assert run.end.act(act, Random(1))
        yield run


def cut_the_request(exchange: Exchange, size: int, *, reset: bool) -> None:
    exchange.bring_part(exchange.read(size), reset=reset)
    exchange.give(b"")


def cut_the_answer(exchange: Exchange, size: int, *, reset: bool) -> None:
    whole = exchange.bring(exchange.read())
    assert size < len(whole)
    if size:
        exchange.give(whole[:size])
    if reset:
        exchange.give(b"")


def sizes(run: Run) -> tuple[int, int]:
    """Tell how many bytes a request and its answer have; nothing of it gets through."""
    seen: list[int] = []

    def listen(exchange: Exchange) -> None:
        request = exchange.read()
        seen.extend((len(request), len(exchange.bring(request))))
        exchange.give(b"")

    run.road.lets(listen)
    run.end.steps()
    run.road.settle()
    return seen[0], seen[1]


@pytest.mark.parametrize(
    ("cut", "reset"),
    by_turns(
        (cut_the_request, cut_the_answer),
        (True, False),
        name=lambda one: getattr(one, "__name__", str(one)),
    ),
)
def test_a_break_at_any_byte_loses_nothing_and_tells_nothing(run: Run, cut, reset: bool) -> None:
    total = sizes(run)[cut is cut_the_answer]
    for size in range(total):
        # Headquarters takes only so many requests from one address a minute.
        run.road.source = f"127.77.{size // 200}.{size % 200 + 1}"
        run.road.lets(partial(cut, size=size, reset=reset))
        run.end.steps()
        run.road.settle()
        assert at_home(run.end, WAITING), f"after {size} of {total} bytes"
    print(f"\nbroken off at each of {total} bytes")
    assert run.end.told == []
    run.come_to_rest()
    assert differences(run.end, run.office) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_agent_itself_brings_all_once_the_road_is_good_again(run: Run, seed: int) -> None:
    rng, end, road = Random(seed), run.end, run.road

    def anything(exchange: Exchange) -> None:
        choose(rng, MISCHIEF)(exchange)

    road.lets(anything)
    path = end.house.database.path
    agent = Agent(
        path, terms=Terms(longest_wait=0.05), start_after=0, rng=rng, told_time=end.told.append
    )
    agent.start()
    for _ in range(30):
        for act in (let_children_in, close_today):
            end.act(act, rng)
        end.hands.forward(days=1)
        agent.nudge()
    road.lets(pass_on)
    wait_for("all arrives", 30, lambda: not at_home(end, WAITING))
    agent.stop()
    road.settle()
    run.come_to_rest()
    assert differences(end, run.office, FROM_OUTSIDE) == []
    assert set(end.told) <= run.office.clock.told
