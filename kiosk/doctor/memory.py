"""Memory: how much is left, and that nothing of it comes to lie on the card."""

import resource
from collections.abc import Iterator
from pathlib import Path

from hardware import health
from hardware.language import _
from kiosk import memory
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, well

_SWAPS = Path("/proc/swaps")
_LEAST_MB = 100


def room(_config: HouseConfig) -> Iterator[Result]:
    """Tell how much memory is left."""
    free, whole = health.memory_mb()
    figures = {"free": free, "all": whole}
    if free < _LEAST_MB:
        said = _("Only {free} MB of {all} MB of memory are free.")
        yield ill("memory", said, _("Please restart the house tonight."), **figures)
    else:
        yield well("memory", _("{free} MB of {all} MB of memory are free."), **figures)


def core(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether a crash would write the house's memory to the card."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_CORE)
    if soft == 0:
        yield well("core", _("A crash writes no memory to the card."), core_limit=soft)
    else:
        said = _("A crash would write the memory to the card.")
        advice = _("Start the house by its service: it forbids that.")
        yield ill("core", said, advice, core_limit=soft)


def swap(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether memory could come to lie on the card."""
    used = _SWAPS.read_text().splitlines()[1:] if _SWAPS.exists() else []
    on_card = [line.split()[0] for line in used if not line.startswith("/dev/zram")]
    if not on_card or memory.stay_out_of_swap():
        yield well("swap", _("No memory of the house is swapped to the card."), swap=on_card)
    else:
        said = _("Memory may be swapped to {places}.")
        advice = _("Switch swap off, or let the service forbid it: LimitMEMLOCK=infinity.")
        yield ill("swap", said, advice, places=tuple(on_card), swap=on_card)
