from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sync.hq.register.counties import counties
from sync.hq.see import atlas
from sync.hq.see.atlas import Spot
from sync.hq.see.board import State

COUNTIES = list(counties())


def states(listed: Iterable[tuple[str, State]]) -> dict[str, Counter[State]]:
    """Count them as the database does: of each state, of which there is none as well."""
    found: dict[str, Counter[State]] = {}
    for county, state in listed:
        found.setdefault(county, Counter(dict.fromkeys(State, 0)))[state] += 1
    return found


def whole_program() -> dict[str, Counter[State]]:
    return {one.code: Counter({State.WELL: one.villages}) for one in counties().values()}


@given(st.lists(st.tuples(st.sampled_from(COUNTIES), st.sampled_from(State)), max_size=400))
def test_every_county_with_houses_stands_on_the_map(listed: list[tuple[str, State]]) -> None:
    found = atlas.spots(states(listed))
    here = [county for county, state in listed if state is not State.RETIRED]
    assert {spot.county for spot in found} == set(here)
    assert sum(spot.houses for spot in found) == len(here)
    for spot in found:
        assert spot.radius <= spot.x <= atlas.WIDTH - spot.radius
        assert spot.radius <= spot.y <= atlas.HEIGHT - spot.radius - 20


def test_no_circle_nor_name_covers_another_of_the_whole_program() -> None:
    for one, other in combinations(atlas.spots(whole_program()), 2):
        assert not covers(one, other), (one, other)


def covers(one: Spot, other: Spot) -> bool:
    beside = abs(one.x - other.x) >= max(one.radius + other.radius, 80)
    upper, lower = sorted((one, other), key=lambda spot: spot.y)
    return not beside and upper.y + upper.radius + 20 > lower.y - lower.radius


def test_who_lies_west_and_north_stands_left_and_above() -> None:
    at = {spot.county: spot for spot in atlas.spots(whole_program())}
    assert at["yushu"].x < at["litang"].x < at["jiulong"].x < at["zhijin"].x < at["yudu"].x
    assert at["huaiyuan"].y < at["taihu"].y < at["wannian"].y < at["yudu"].y


def test_a_ring_is_parted_by_how_the_houses_are() -> None:
    yuexi = Counter([State.WELL, State.SILENT, State.WELL, State.WAITING])
    (spot,) = atlas.spots({"yuexi": yuexi})
    parts = [(State.SILENT, 0, 25), (State.WAITING, 25, 25), (State.WELL, 50, 50)]
    assert list(spot.slices) == parts
