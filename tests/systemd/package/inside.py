"""Tried within the sandbox of the house's unit, by its own Python; prints what went wrong."""

import ctypes
import errno
import os
import subprocess
import time
from pathlib import Path

from hardware import health
from kiosk import memory
from sync.carrying import network


def sets_the_clock() -> bool:
    try:
        time.clock_settime(time.CLOCK_REALTIME, time.time())
    except PermissionError:
        return False
    return True


def writes(path: str) -> bool:
    try:
        Path(path).write_text("x")
    except OSError:
        return False
    return True


def asked(*words: str, **environ: str) -> str:
    told = subprocess.run(words, env=os.environ | environ, capture_output=True, check=False)
    return told.stdout.decode("latin-1")


def may(action: str) -> bool:
    manager = (
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    )
    return asked("busctl", "call", *manager, action) == 's "yes"\n'


def prints_a_pdf() -> bool:
    from weasyprint import HTML

    return HTML(string="<p>你好</p>").write_pdf().startswith(b"%PDF")


def plays() -> bool:
    words = ["timeout", "8", "/opt/aiyou/.venv/bin/python", "-m", "games", "play", "sheep_wolf"]
    unseen = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    return '"ready"' in asked(*words, **unseen)


def speaks() -> bool:
    return asked("espeak-ng", "--stdout", "hello").startswith("RIFF")


def locks_its_memory() -> bool:
    """A container may limit how much; whether it may at all is the unit's to say."""
    return LIBC.mlockall(1) == 0 or ctypes.get_errno() != errno.EPERM


memory.leave_no_core()
LIBC = ctypes.CDLL(None, use_errno=True)
CLOCK = LIBC.adjtimex(ctypes.create_string_buffer(512))
# What its unit lets it do, and what not.
TRIED = {
    "ask whether the clock is right": CLOCK != -1,
    "not set the clock": not sets_the_clock(),
    "hear of a new way to the network": network.listen() is not None,
    "lock its memory": locks_its_memory(),
    "read how much memory there is": health.memory_mb()[1] > 0,
    "write to a stick": writes("/media/aiyou/stick/x"),
    "write to its own records": writes("/var/lib/aiyou/x"),
    "not write to the system": not any(map(writes, ("/etc/x", "/usr/x", "/opt/aiyou/x"))),
    "see nothing of homes": not any(Path("/root").glob("*")) and not os.access("/root", os.R_OK),
    "switch the machine off": may("CanPowerOff") and may("CanReboot"),
    "print": prints_a_pdf(),
    "let a game be played": plays(),
    "speak": speaks(),
}
for what, went_well in TRIED.items():
    if not went_well:
        print("cannot:", what, flush=True)
print("all was tried", flush=True)
