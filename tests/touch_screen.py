"""A real X server with a touch screen of ten fingers, which a test puts down, moves and lifts.

The server draws into memory (its `dummy` driver) and takes fingers from a socket (its `inputtest`
driver), so that they come the way of a panel's: driver, server, XInput, SDL.
"""

import os
import select
import shutil
import socket
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

# Pixels, and pixels a millimetre: the panel of 7 inch.
SIZE, MM = (800, 480), 5.2
STARTS_WITHIN = 20.0

_CONFIGURATION = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "BlankTime" "0"
EndSection
Section "Device"
  Identifier "memory"
  Driver "dummy"
  VideoRam 8000
EndSection
Section "Monitor"
  Identifier "panel"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "800x480" 29.50 800 824 896 992 480 483 493 500 -hsync +vsync
  Modeline "1024x768" 63.50 1024 1072 1176 1328 768 771 775 798 -hsync +vsync
EndSection
Section "Screen"
  Identifier "screen"
  Device "memory"
  Monitor "panel"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "@SIZE@"
    Virtual @WIDTH@ @HEIGHT@
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "keys"
  Driver "inputtest"
  Option "SocketPath" "keys"
  Option "DeviceType" "Keyboard"
EndSection
Section "InputDevice"
  Identifier "pointer"
  Driver "inputtest"
  Option "SocketPath" "pointer"
  Option "DeviceType" "PointerAbsolute"
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "touch"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "keys" "CoreKeyboard"
  InputDevice "pointer" "CorePointer"
  InputDevice "touch" "SendCoreEvents"
EndSection
"""

# Messages of inputtest, as in the server's xf86-input-inputtest-protocol.h.
_VERSION, _SYNC, _TOUCH = 0, 1, 6
_DOWN, _MOVE, _UP = 18, 19, 20
_AXES, _WHOLE = 64, 65536


class TouchScreen:
    """The fingers on the screen of an X server, and how a program finds it."""

    def __init__(self, display: str, touch: socket.socket, size: tuple[int, int] = SIZE) -> None:
        self._size = size
        self.environ = {"DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
        self._touch = touch
        self._places: dict[int, tuple[float, float]] = {}
        self._send(_VERSION, struct.pack("<HH", 1, 1))
        self._receive()

    def down(self, finger: int, x: float, y: float) -> None:
        """Put a finger down, at a place in millimetres."""
        self._tell(_DOWN, finger, x, y)

    def move(self, finger: int, x: float, y: float) -> None:
        """Move a finger that rests."""
        self._tell(_MOVE, finger, x, y)

    def up(self, finger: int) -> None:
        """Lift a finger."""
        self._tell(_UP, finger, *self._places.pop(finger))

    def all_up(self) -> None:
        """Lift every finger."""
        for finger in list(self._places):
            self.up(finger)

    def _tell(self, kind: int, finger: int, x: float, y: float) -> None:
        if kind != _UP:
            self._places[finger] = x, y
        across, down = (
            at * MM / pixels * _WHOLE for at, pixels in zip((x, y), self._size, strict=True)
        )
        mask = bytes([0b11]) + bytes(_AXES // 8 - 1)
        axes = struct.pack(f"<{_AXES}d", across, down, *[0.0] * (_AXES - 2))
        valuators = struct.pack("<I", 0) + mask + bytes(4) + axes + bytes(8 * _AXES)
        self._send(_TOUCH, struct.pack("<II", finger, kind) + valuators)
        self._send(_SYNC, b"")
        self._receive()

    def _send(self, kind: int, body: bytes) -> None:
        self._touch.sendall(struct.pack("<II", 8 + len(body), kind) + body)

    def _receive(self) -> None:
        """Wait for the answer: what was told has reached the server's programs."""
        length, _ = struct.unpack("<II", self._touch.recv(8, socket.MSG_WAITALL))
        if length > 8:
            self._touch.recv(length - 8, socket.MSG_WAITALL)


@contextmanager
def touch_screen(size: tuple[int, int] = SIZE) -> Iterator[TouchScreen]:
    """Run an X server until the block ends; skip the test where there is none."""
    if shutil.which("Xorg") is None:
        pytest.skip("Xorg is missing (Debian's xserver-xorg-core, xserver-xorg-video-dummy)")
    # A socket's name is short: shorter than the directory of a test may be.
    with (
        tempfile.TemporaryDirectory(prefix="panel") as directory,
        _server(directory, size) as display,
        socket.socket(socket.AF_UNIX) as touch,
    ):
        touch.settimeout(10)
        touch.connect(f"{directory}/touch")
        yield TouchScreen(display, touch, size)


@contextmanager
def _server(directory: str, size: tuple[int, int]) -> Iterator[str]:
    words = {"@SIZE@": "{}x{}".format(*size), "@WIDTH@": str(size[0]), "@HEIGHT@": str(size[1])}
    configuration = _CONFIGURATION
    for mark, word in words.items():
        configuration = configuration.replace(mark, word)
    Path(directory, "xorg.conf").write_text(configuration)
    tells, told = os.pipe()
    # The server chooses its number and tells it; it takes no terminal and opens no port.
    options = ["-displayfd", str(told), "-config", "xorg.conf", "-logfile", "xorg.log"]
    options += ["-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts"]
    with Path(directory, "said").open("wb") as said:
        server = subprocess.Popen(
            ["Xorg", *options], cwd=directory, pass_fds=[told], stdout=said, stderr=said
        )
    os.close(told)
    try:
        yield f":{_number(tells, directory)}"
    finally:
        os.close(tells)
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)
        server.kill()
        server.wait(10)


def _number(tells: int, directory: str) -> str:
    """Read the number of the display; where there is none, only a whole machine fails."""
    ready, _, _ = select.select([tells], [], [], STARTS_WITHIN)
    number = os.read(tells, 16).decode().strip() if ready else ""
    if not number:
        said = Path(directory, "said").read_text("utf-8", "replace").strip()
        why = f"Xorg does not start here: {said.splitlines()[-1] if said else 'it says nothing'}"
        if os.environ.get("CI") == "true":
            raise AssertionError(why)
        pytest.skip(why)
    return number
