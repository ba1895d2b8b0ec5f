"""When a program shows something on an X server: one line across its screen, read again and again.

Whatever differs from the empty screen counts, of any program alike; to read one line costs nearly
nothing, which it would take from what is measured.
"""

import ctypes
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import psutil

from tests.bench.programs import Begun
from tests.processes import wait_for

_STARTS_WITHIN, _EVERY = 60.0, 0.002
_ALL_PLANES, _Z_PIXMAP, _PIXEL = 0xFFFFFFFF, 2, 4


class _Image(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "offset", "format")),
        ("data", ctypes.c_void_p),
    )


class Watcher:
    """One who watches a screen of a given size."""

    def __init__(self, display: str, size: tuple[int, int]) -> None:
        self._size, self._library = size, _library()
        self._display = self._library.XOpenDisplay(display.encode())
        assert self._display, display
        self._root = self._library.XDefaultRootWindow(self._display)
        self._empty = self._line()

    def close(self) -> None:
        """Look away."""
        self._library.XCloseDisplay(self._display)

    @contextmanager
    def showing(self, command: Sequence[str], environ: Mapping[str, str]) -> Iterator[Begun]:
        """Run a program until the block ends; it shows something when the block begins."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        began = time.perf_counter()
        process = subprocess.Popen(command, env=environ, **quiet)
        try:
            wait_for("a picture", _STARTS_WITHIN, self._is_shown, _EVERY)
            yield Begun(time.perf_counter() - began, psutil.Process(process.pid))
        finally:
            process.kill()
            process.wait()
            wait_for("an empty screen", _STARTS_WITHIN, lambda: not self._is_shown())

    def _is_shown(self) -> bool:
        return self._line() != self._empty

    def _line(self) -> bytes:
        width, height = self._size
        across = (0, height // 2, width, 1, _ALL_PLANES, _Z_PIXMAP)
        image = self._library.XGetImage(self._display, self._root, *across)
        line = ctypes.string_at(image.contents.data, width * _PIXEL)
        self._library.XFree(image.contents.data)
        self._library.XFree(image)
        return line


@contextmanager
def watched(display: str, size: tuple[int, int]) -> Iterator[Watcher]:
    """Watch a screen until the block ends."""
    watcher = Watcher(display, size)
    try:
        yield watcher
    finally:
        watcher.close()


def _library() -> ctypes.CDLL:
    library, pointer = ctypes.CDLL("libX11.so.6"), ctypes.c_void_p
    library.XOpenDisplay.restype = pointer
    library.XDefaultRootWindow.argtypes = library.XCloseDisplay.argtypes = [pointer]
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    place, size = [ctypes.c_int] * 2, [ctypes.c_uint] * 2
    library.XGetImage.argtypes = [pointer, ctypes.c_ulong, *place, *size, ctypes.c_ulong, place[0]]
    library.XGetImage.restype = ctypes.POINTER(_Image)
    library.XFree.argtypes = [pointer]
    return library
