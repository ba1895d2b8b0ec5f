"""The card that the house lives on."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from hardware import inside
from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, unknown, well
from kiosk.store.safety import disk

_GB, _LEAST_GB = 1e9, 0.5


def room(config: HouseConfig) -> Iterator[Result]:
    """Tell how much room is left."""
    found = shutil.disk_usage(config.directory)
    free, whole = found.free / _GB, found.total / _GB
    figures = {"free": f"{free:.1f}", "all": f"{whole:.1f}"}
    if free < _LEAST_GB:
        said = _("Only {free} GB of the card's {all} GB are free.")
        yield ill("room", said, _("Please call headquarters."), **figures)
    else:
        yield well("room", _("{free} GB of the card's {all} GB are free."), **figures)


def writable(config: HouseConfig) -> Iterator[Result]:
    """Tell whether the records can be written at all."""
    if is_somebody_elses(config.directory):
        yield unknown("writable", _("Whether the records can be written, this user may not see."))
    elif disk.is_read_only(config.directory):
        said = _("Nothing can be written to the records' place.")
        advice = _("Restart once. If it stays so, the card is worn: call headquarters.")
        yield ill("writable", said, advice)
    else:
        yield well("writable", _("The records can be written."))


def is_somebody_elses(directory: Path) -> bool:
    """Tell whether a directory belongs to another user, and this one is not root either."""
    return os.geteuid() not in (0, directory.stat().st_uid)


def wear(config: HouseConfig) -> Iterator[Result]:
    """Tell how worn it is, where it says so."""
    yield inside.wear(config.directory)
