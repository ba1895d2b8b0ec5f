"""Pulling the plug on the machine: whatever a cut leaves of what was not synced, the records open,
all that a person saw accepted is there, and nothing is there by half.
"""

from pathlib import Path

import pytest

from tests.faults import power
from tests.faults.disk import Disk
from tests.faults.power import LAX, Recording, cut
from tests.turns import first_each_time

CUTS, CUTS_A_LIFE, LIVES = 80, 400, 6
CARELESS = f"{power.OFTEN} PRAGMA synchronous = OFF;"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Nine runs of a house, of which some were killed."""
    return power.record(tmp_path_factory.mktemp("power"), runs=9, steps=25)


@pytest.mark.parametrize("cuts", first_each_time((CUTS // 2, CUTS)))
def test_no_cut_takes_what_was_accepted(recording: Recording, tmp_path: Path, cuts: int) -> None:
    assert cut(recording, cuts, tmp_path) == {"whole": cuts}


def test_the_same_cuts_take_it_where_each_transaction_is_not_synced(tmp_path: Path) -> None:
    lax = power.record(tmp_path, runs=5, steps=25, pragmas=LAX)
    found = cut(lax, CUTS, tmp_path)
    assert found["lost"] >= 3
    assert set(found) == {"whole", "lost"}


def test_the_recorder_misses_nothing(recording: Recording) -> None:
    disk = Disk(recording.root)
    for operation in recording.operations:
        disk.apply(operation)
        assert operation.kind != "!" or operation.path.endswith("-shm")
    files = {str(path.relative_to(recording.root)): path for path in recording.root.rglob("*")}
    seen = disk.now()
    assert set(seen) == set(files)
    for name, content in seen.items():
        if content is not None and not name.endswith("-shm"):
            assert files[name].read_bytes() == content, name


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, LIVES + 1))
def test_no_cut_of_thousands_takes_what_was_accepted(tmp_path: Path, seed: int) -> None:
    long = power.record(tmp_path, runs=9, steps=30, seed=seed)
    assert cut(long, CUTS_A_LIFE, tmp_path, seed) == {"whole": CUTS_A_LIFE}


@pytest.mark.long
@pytest.mark.parametrize(("pragmas", "harm"), [(LAX, "lost"), (CARELESS, "damaged")])
def test_many_cuts_do_harm_where_less_is_synced(tmp_path: Path, pragmas: str, harm: str) -> None:
    careless = power.record(tmp_path, runs=9, steps=30, pragmas=pragmas)
    assert cut(careless, CUTS_A_LIFE, tmp_path)[harm] >= 20
