"""The wire under all that a network, a power socket and a disk can do to it.

Whatever happened, once it is over headquarters has what the house has, each of it once, nothing
waits, and nobody believed what nobody signed.
"""

import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests import postgres
from tests.faults.wire import world
from tests.faults.wire.broken import acknowledges_before_commit, drops_on_send, forgets_what_came
from tests.faults.wire.world import World
from tests.turns import first_each_time

A_CHUNK, A_FEW, CHUNKS = 15, 10, 18
LONG_CHUNK, LONG_CHUNKS, LONG_CHUNKS_OF_POSTGRESQL = 500, 19, 2
SEEDS_ENOUGH = 60


@pytest.fixture(scope="module")
def small_world() -> Iterator[World]:
    with world.created() as created:
        yield created


@pytest.fixture(scope="module")
def large_world() -> Iterator[World]:
    with (
        postgres.server() as socket,
        postgres.empty_database(socket) as address,
        world.created(address) as created,
    ):
        yield created


def live_through(chosen: World, first: int, count: int) -> None:
    """Live runs one after another, and tell of those after which something is not right."""
    began, wrong = time.monotonic(), list[str]()
    before = Counter(chosen.met)
    for seed in range(first, first + count):
        found = chosen.differences(seed)
        if found:
            wrong.append(f"python -m tests.faults.wire.world {seed}: {'; '.join(found)}")
    met = ", ".join(f"{what} {often}" for what, often in sorted((chosen.met - before).items()))
    print(f"\n{count} runs from {first}, {time.monotonic() - began:.0f} s: {len(wrong)} bad; {met}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("chunk", first_each_time(range(CHUNKS)))
def test_after_any_mischief_headquarters_has_what_the_house_has(
    small_world: World, chunk: int
) -> None:
    live_through(small_world, chunk * A_CHUNK, A_CHUNK)


@pytest.mark.parametrize("first", first_each_time(range(270, 300, A_FEW)))
def test_the_same_with_headquarters_on_postgresql(large_world: World, first: int) -> None:
    live_through(large_world, first, A_FEW)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(LONG_CHUNKS))
def test_after_thousands_of_runs_headquarters_has_what_the_houses_have(chunk: int) -> None:
    with world.created() as fresh:
        live_through(fresh, 100_000 + chunk * LONG_CHUNK, LONG_CHUNK)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(LONG_CHUNKS_OF_POSTGRESQL))
def test_the_same_a_thousand_times_on_postgresql(large_world: World, chunk: int) -> None:
    live_through(large_world, 200_000 + chunk * LONG_CHUNK, LONG_CHUNK)


@pytest.mark.parametrize("breaks", [acknowledges_before_commit, forgets_what_came])
def test_a_headquarters_that_is_broken_on_purpose_is_found(breaks) -> None:
    with world.created() as fresh, breaks(fresh.office):
        found = (fresh.differences(seed) for seed in range(SEEDS_ENOUGH))
        assert any("not every envelope came once" in one for one in found)


def test_a_house_that_drops_what_it_sent_is_found(small_world: World) -> None:
    for seed in range(SEEDS_ENOUGH):
        with small_world.run(10_000 + seed) as run:
            run.end.carry = drops_on_send(run.end)
            if "not every envelope came once" in run.live():
                return
    raise AssertionError("nobody noticed")
