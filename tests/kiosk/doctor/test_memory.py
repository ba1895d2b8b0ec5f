import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from hardware import health
from kiosk import memory as houses
from kiosk.config import HouseConfig
from kiosk.doctor import memory
from tests.kiosk.doctor.looks import wells

At = Callable[[str, str], Path]


@pytest.mark.parametrize(("free", "well"), [(1_000_000, True), (50_000, False)])
def test_little_memory_is_not_well(
    config: HouseConfig, at: At, monkeypatch: pytest.MonkeyPatch, free: int, well: bool
) -> None:
    machine = at("meminfo", f"MemTotal: 2000000 kB\nMemAvailable: {free} kB\n")
    monkeypatch.setattr(health, "_MEMORY", machine / "meminfo")
    assert wells(memory.room(config)) == {"memory": well}


def test_a_crash_that_would_write_memory_is_not_well(config: HouseConfig) -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    told = []
    try:
        for soft in (0, before[1]):
            resource.setrlimit(resource.RLIMIT_CORE, (soft, before[1]))
            told.append(wells(memory.core(config))["core"])
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert told == [True, before[1] == 0]


HEAD = "Filename Type Size Used Priority\n"


@pytest.mark.parametrize(
    ("swaps", "may_stay", "well"),
    [
        (HEAD, False, True),
        (f"{HEAD}/dev/zram0 partition 1000 0 100\n", False, True),
        (f"{HEAD}/var/swap file 1000 0 -2\n", True, True),
        (f"{HEAD}/var/swap file 1000 0 -2\n", False, False),
    ],
)
def test_swap_on_the_card_is_well_only_where_the_house_stays_out_of_it(
    config: HouseConfig,
    at: At,
    monkeypatch: pytest.MonkeyPatch,
    swaps: str,
    may_stay: bool,
    well: bool,
) -> None:
    monkeypatch.setattr(memory, "_SWAPS", at("swaps", swaps) / "swaps")
    monkeypatch.setattr(houses, "stay_out_of_swap", lambda: may_stay)
    assert wells(memory.swap(config)) == {"swap": well}
