"""Services: whether systemd runs what it should."""

import subprocess
from collections.abc import Iterator

from hardware import units
from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, unknown, well


def services(_config: HouseConfig) -> Iterator[Result]:
    """Tell each service that does not run; plainly, where nothing could run them."""
    if not units.is_there():
        yield unknown("services", _("There is no systemd here: the kiosk was started by hand."))
        return
    try:
        found = units.ours()
    except (OSError, subprocess.SubprocessError):
        yield unknown("services", _("What systemd runs cannot be seen from here."))
        return
    if not found:
        said = _("The kiosk is not installed as a service: it does not start by itself.")
        yield ill("services", said, _("Install it: sudo apt install ./aiyou*.deb"))
        return
    for one in found:
        if not one.well:
            said = _("{unit} does not run.")
            advice = _("Restart the box. If it stays so: journalctl -u {unit}, and headquarters.")
            yield ill(one.name, said, advice, unit=one.name)
    if all(one.well for one in found):
        names = tuple(one.name for one in found)
        yield well("services", _("All services do as they should: {names}."), names=names)
