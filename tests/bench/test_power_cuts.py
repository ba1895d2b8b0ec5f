"""What power cuts take of what a child or the counselor saw accepted.

The floor shows that the cuts bite: the same house, whose commits come back before they are synced.
"""

from pathlib import Path

import pytest

from tests.bench.figures import Figures
from tests.bench.rows import POWER_CUTS
from tests.faults import power

RUNS, STEPS = 5, 25

pytestmark = [pytest.mark.bench, pytest.mark.long]


def bad(folder: Path, pragmas: str) -> int:
    """Live in a house whose every write is recorded; count the cuts after which something lacks."""
    recording = power.record(folder, runs=RUNS, steps=STEPS, pragmas=pragmas)
    return POWER_CUTS - power.cut(recording, POWER_CUTS, folder)["whole"]


def test_no_power_cut_takes_what_was_accepted(tmp_path: Path, figures: Figures) -> None:
    ours, floor = bad(tmp_path / "ours", power.OFTEN), bad(tmp_path / "lax", power.LAX)
    assert floor, "the cuts of this rig do no harm"
    figures.tell("accepted, and lost to a power cut", ours, floor)
    figures.hold()
