"""What systemd says of our units."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

OURS = "aiyou-*"

_RUNNING = Path("/run/systemd/system")
_TELLS = "Id,Type,ActiveState,SubState,UnitFileState,ConditionResult,ConditionTimestampMonotonic"

_ON = ("active", "activating", "reloading")
# It has died, and systemd is just about to start it anew.
_DIED = "auto-restart"
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: whether it is on (runs, waits for its time, or has done its work), or failed.

    wanted: it starts with the machine. idle: it need not run now.
    """

    name: str
    is_on: bool
    failed: bool
    wanted: bool
    idle: bool

    @property
    def well(self) -> bool:
        """Tell whether it does what it should."""
        return not self.failed and (self.is_on or self.idle or not self.wanted)


def is_there(running: Path = _RUNNING) -> bool:
    """Tell whether systemd runs this machine, sd_booted(3)."""
    return running.is_dir()


def ours() -> list[Unit]:
    """Ask for every unit of ours that is installed. Raises OSError or SubprocessError."""
    listed = _systemctl("list-unit-files", "--no-legend", "--plain", OURS)
    names = [line.split()[0] for line in listed.splitlines() if line.split()]
    # Of a pattern for several units there is nothing to tell.
    named = [name for name in names if "@." not in name]
    return read(_systemctl("show", f"--property={_TELLS}", *named)) if named else []


def read(told: str) -> list[Unit]:
    """Read what `systemctl show` tells of several units, with an empty line between them."""
    blocks = [dict(line.split("=", 1) for line in one.splitlines()) for one in told.split("\n\n")]
    return [_unit(one) for one in blocks if one.get("Id")]


def _unit(told: dict[str, str]) -> Unit:
    died = told.get("SubState") == _DIED
    # Of what was never tried, systemd tells the same result as of what it refused.
    refused = told.get("ConditionResult") == "no" and told["ConditionTimestampMonotonic"] != "0"
    return Unit(
        told["Id"],
        is_on=told["ActiveState"] in _ON and not died,
        failed=told["ActiveState"] == "failed" or died,
        wanted=told["UnitFileState"].startswith("enabled"),
        # It has done its work, or what it is for is not there.
        idle=told.get("Type") == "oneshot" or refused,
    )


def _systemctl(*words: str) -> str:
    done = subprocess.run(
        ["systemctl", *words], capture_output=True, text=True, check=True, timeout=_PATIENCE
    )
    return done.stdout
