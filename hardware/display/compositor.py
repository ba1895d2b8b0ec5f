"""The compositor: what draws page and games on the screen, each over the whole of it."""

import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hardware.display import keys, turning
from hardware.display.brands import Brand, chosen
from hardware.display.errors import NoCompositor
from hardware.display.settings import SOCKET, Screen

_STARTS_WITHIN, _ENDS_WITHIN, _LOOKS_EVERY = 15.0, 3.0, 0.2

# Its one guest: tells how the screen is named, and ends with us; the compositor ends with it.
_GUEST = 'echo "$WAYLAND_DISPLAY" >"$1"; exec cat "$2"'


@dataclass(frozen=True, slots=True)
class Compositor:
    """One at work. environ: what a program needs to be seen on it."""

    environ: dict[str, str]
    _process: "subprocess.Popen[bytes]"
    _held: int

    @property
    def runs(self) -> bool:
        """Tell whether it is still there."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it, and with it whatever it shows."""
        os.close(self._held)
        _end(self._process)


def start(screen: Screen, environ: dict[str, str]) -> Compositor:
    """Start a compositor, and turn the screen as it is set. Raises NoCompositor."""
    brand = chosen(screen.compositor)
    held, told = (_fifo(screen.directory / name) for name in ("held", "told"))
    try:
        process = _open(brand, screen, environ)
        name = _name(told, process)
    except NoCompositor:
        os.close(held)
        raise
    finally:
        os.close(told)
    _link(screen.directory, name)
    compositor = Compositor(_of_guests(screen, environ), process, held)
    if brand.is_turned_by_others:
        turning.turn(screen, compositor.environ)
    return compositor


def _open(brand: Brand, screen: Screen, environ: dict[str, str]) -> "subprocess.Popen[bytes]":
    paths = (str(screen.directory / name) for name in ("told", "held"))
    words = brand.command(["sh", "-c", _GUEST, "sh", *paths], screen)
    # No touch panel yet, or another one later, is no reason not to start.
    given = {**environ, "WLR_LIBINPUT_NO_DEVICES": "1", "XDG_RUNTIME_DIR": str(screen.directory)}
    given.pop("XDG_CONFIG_HOME", None)
    given |= keys.only_writing(screen.directory)
    try:
        return subprocess.Popen(words, env=given, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise NoCompositor(f"{words[0]} does not start: {error.strerror}.") from error


def _of_guests(screen: Screen, environ: dict[str, str]) -> dict[str, str]:
    """Tell what a program needs to be seen; an X server beneath is none of its business.

    What it wants to keep at home is kept in memory, and gone with the display.
    """
    given = {name: value for name, value in environ.items() if name != "DISPLAY"}
    home = str(screen.directory)
    found = {"XDG_RUNTIME_DIR": home, "WAYLAND_DISPLAY": f"{home}/{SOCKET}"}
    return given | found | {"HOME": home}


def _fifo(path: Path) -> int:
    """Make a pipe with a name, and hold both its ends: who opens it never waits for us."""
    path.unlink(missing_ok=True)
    os.mkfifo(path, 0o600)
    return os.open(path, os.O_RDWR | os.O_CLOEXEC)


def _name(told: int, process: "subprocess.Popen[bytes]") -> str:
    """Wait for how the compositor names its screen. Raises NoCompositor."""
    ready: list[int] = []
    until = time.monotonic() + _STARTS_WITHIN
    # At the start of a machine it may end at once: graphics come when they come.
    while not ready and process.poll() is None and time.monotonic() < until:
        ready, _, _ = select.select([told], [], [], _LOOKS_EVERY)
    name = os.read(told, 256).decode().strip() if ready else ""
    if not name:
        _end(process)
        raise NoCompositor("The compositor shows no screen.")
    return name


def _link(directory: Path, name: str) -> None:
    """Let the screen be found by a name that stays, whatever the compositor calls it.

    The house is another user, in the display's group: its games are to be seen.
    """
    (directory / name).chmod(0o660)
    new = directory / f"{SOCKET}.new"
    new.unlink(missing_ok=True)
    new.symlink_to(name)
    new.replace(directory / SOCKET)


def _end(process: "subprocess.Popen[bytes]") -> None:
    for asked in (signal.SIGTERM, signal.SIGKILL):
        with suppress(subprocess.TimeoutExpired):
            process.wait(_ENDS_WITHIN)
            return
        process.send_signal(asked)
    process.wait()
