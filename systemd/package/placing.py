"""Puts a version of the house in its place, as dpkg asks; called by the package's scripts.

An upgrade with which the house does not come up is taken back, program and records.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import house
import program

_VERSION = Path(__file__).with_name("version")
_UNITS = ("aiyou-house", "aiyou-hardware")
_SCREEN = "aiyou-display"
_TIMER = "aiyou-upgrade.timer"
# Records of ten years are brought to a new form within this; a card may be slow.
_COMES_UP_WITHIN = float(os.environ.get("AIYOU_COMES_UP_WITHIN", "300"))
# Systemd lets it start for ten minutes (aiyou-house.service): records may be made whole meanwhile.
_STARTS_WITHIN = 2 * _COMES_UP_WITHIN
# One that is up may be busy just then; judged ill, it could not go back to what it was.
_IS_BUSY_FOR = _COMES_UP_WITHIN / 10
# How long a house at work may take to say how it is, by what systemd says of it. One that ends
# again and again is starting for nearly all of the time; it, too, has records to lose.
_ANSWERS_WITHIN = {
    "active": _IS_BUSY_FOR,
    "reloading": _IS_BUSY_FOR,
    "activating": _STARTS_WITHIN,
    "deactivating": _STARTS_WITHIN,
}


def begin(version: str) -> None:
    """Put a program in its place where there is none."""
    made = program.make(version)
    # A power cut after it is in its place finds nothing to begin any more, only to go on with.
    house.systemctl("enable", *_UNITS, _SCREEN, _TIMER)
    program.use(made)
    if house.runs_systemd():
        # What runs already runs by another Python's program, of which nothing is kept.
        house.systemctl("restart", *_UNITS)
        house.systemctl("start", _TIMER)
        # A new screen is taken when the machine starts anew: somebody may be looking at it now.
        house.systemctl("try-restart", _SCREEN)
        print("The house is installed. It is on the screen when the machine starts anew.")
    program.settle()


def go_on(version: str, old: Path) -> None:
    """Put another program in the place of the one before, or try on after a power cut."""
    new = program.make(version)
    if old == new:
        # What a power cut left of an upgrade that had come to its end.
        house.forget_copy()
        house.systemctl("try-restart", *_UNITS, _SCREEN)
    elif (within := _ANSWERS_WITHIN.get(house.state())) is not None:
        _exchange(old, new, within)
    else:
        program.use(new)
        program.settle()


def _exchange(old: Path, new: Path, answers_within: float) -> None:
    was_cut = program.before() is not None
    was_well = was_cut or house.is_well(answers_within)
    house.systemctl("stop", house.UNIT)
    try:
        # The copy of before the cut is of whole records; that it was put back already leaves none.
        if not (was_cut and house.has_copy()):
            house.copy_records()
    except (OSError, sqlite3.Error) as error:
        house.systemctl("start", house.UNIT)
        # A full card is why, most often: each version that comes would leave its program there.
        program.settle()
        print(f"Not upgraded, because the records cannot be copied: {error}.", file=sys.stderr)
        return
    program.try_out(new, instead_of=old)
    house.systemctl("start", "--no-block", house.UNIT)
    # One that was ill before is no reason to stay with what made it so.
    if house.is_well(_COMES_UP_WITHIN) or not was_well:
        program.settle()
        house.systemctl("try-restart", "aiyou-hardware", _SCREEN)
    else:
        _go_back(old)
    house.forget_copy()


def _go_back(old: Path) -> None:
    house.systemctl("stop", house.UNIT)
    program.use(old)
    house.systemctl("start", "--no-block", house.UNIT)
    if not house.is_well(_COMES_UP_WITHIN):
        house.systemctl("stop", house.UNIT)
        house.put_back_records()
        house.systemctl("start", "--no-block", house.UNIT)
    program.settle()
    print("The house did not come up with this version: the one before goes on.", file=sys.stderr)


def prepare() -> None:
    """Make users and folders, and let the machine know what is new."""
    subprocess.run(["systemd-sysusers", "aiyou-house.conf"], check=True)
    if not house.runs_systemd():
        # It is an image: the rest is done when that starts.
        return
    subprocess.run(["systemd-tmpfiles", "--create", "aiyou-house.conf"], check=True)
    house.systemctl("daemon-reload")
    which = ["--subsystem-match=gpio", "--subsystem-match=backlight"]
    for words in (["control", "--reload"], ["trigger", "--action=add", *which]):
        # A container has no devices of its own, and nobody who looks after them.
        subprocess.run(["udevadm", *words], check=False, stderr=subprocess.DEVNULL)


def main(asked: str) -> None:
    """Do what dpkg asks: `configure`, or `python` where another Python may be installed."""
    version = _VERSION.read_text(encoding="utf-8").strip()
    old = program.before() or program.present()
    if asked == "python" and old:
        return
    prepare()
    if old:
        go_on(version, old)
    else:
        begin(version)


if __name__ == "__main__":
    main(sys.argv[1])
