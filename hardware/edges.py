"""Inputs of a Pi that wake nobody while nothing happens.

lgpio itself looks 2,000 times a second whether a line has changed, as long as it watches one: more
than the rest of a house at rest takes. Here the kernel is asked to tell (Linux 5.10 or later,
include/uapi/linux/gpio.h, version 2), bounces left out; all else is lgpio's.
"""

import fcntl
import os
import select
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Lock, Thread

import lgpio
from gpiozero.pins.lgpio import LGPIOFactory, LGPIOPin

_CONSUMER = b"aiyou"

_INPUT, _RISES, _FALLS = 1 << 2, 1 << 4, 1 << 5
_PULLS = {"up": 1 << 8, "down": 1 << 9, "floating": 1 << 10}
_CLAIMS = {
    "up": lgpio.SET_PULL_UP, "down": lgpio.SET_PULL_DOWN, "floating": lgpio.SET_PULL_NONE,
}  # fmt: skip
_DEBOUNCE = 3
_ROSE = 1

# One attribute (id, microseconds, the mask of its lines) out of the ten that have room.
_ATTRIBUTE = struct.Struct("=IIIIQ")
# Offsets of lines, consumer; flags, attributes; how many lines, and the descriptor that comes back.
_REQUEST = struct.Struct("=256s32sQI20s240sII20si")
_VALUES = struct.Struct("=QQ")
# When (ns, steady), and which edge.
_EVENT = struct.Struct("=QI36x")


def _both_ways(number: int, size: int) -> int:
    """Tell the number of an ioctl that takes and gives a structure, _IOWR(0xB4, ...)."""
    return 3 << 30 | size << 16 | 0xB4 << 8 | number


_GET_LINE = _both_ways(0x07, _REQUEST.size)
_GET_VALUES = _both_ways(0x0E, _VALUES.size)


def request(chip: str, line: int, pull: str, bounce_micros: int) -> int:
    """Take a line as an input that tells of both edges; give its descriptor. Raises OSError."""
    bounce = _ATTRIBUTE.pack(_DEBOUNCE, 0, bounce_micros, 0, 1) if bounce_micros else b""
    config = (_INPUT | _RISES | _FALLS | _PULLS[pull], len(bounce) > 0, b"", bounce)
    asked = bytearray(_REQUEST.pack(struct.pack("=I", line), _CONSUMER, *config, 1, 0, b"", 0))
    where = os.open(chip, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.ioctl(where, _GET_LINE, asked)
    finally:
        os.close(where)
    taken: int = _REQUEST.unpack(asked)[-1]
    os.set_blocking(taken, False)
    return taken


def level(taken: int) -> bool:
    """Tell whether a line that was taken is high. Raises OSError."""
    asked = bytearray(_VALUES.pack(0, 1))
    fcntl.ioctl(taken, _GET_VALUES, asked)
    return bool(_VALUES.unpack(asked)[0])


def edges(taken: int) -> Iterator[tuple[float, bool]]:
    """Read the edges that came: steady seconds, and whether the line is high since."""
    with suppress(BlockingIOError):
        for nanos, edge in _EVENT.iter_unpack(os.read(taken, 64 * _EVENT.size)):
            yield nanos / 1e9, edge == _ROSE


class Watch:
    """Waits for edges of all lines, in one thread, and hands each line's on."""

    def __init__(self) -> None:
        self._lines = select.epoll()
        self._tells: dict[int, Callable[[float, bool], None]] = {}
        self._lock = Lock()
        self._started = False

    def begin(self, taken: int, tells: Callable[[float, bool], None]) -> None:
        """Watch a line."""
        with self._lock:
            self._tells[taken] = tells
            self._lines.register(taken, select.EPOLLIN)
            if not self._started:
                self._started = True
                Thread(target=self._run, name="edges", daemon=True).start()

    def end(self, taken: int) -> None:
        """Watch a line no more, and let go of it."""
        with self._lock:
            del self._tells[taken]
            self._lines.unregister(taken)
            os.close(taken)

    def _run(self) -> None:
        while True:
            for taken, _ in self._lines.poll():
                self._tell(taken)

    def _tell(self, taken: int) -> None:
        with self._lock:
            tells = self._tells.get(taken)
            came = [*edges(taken)] if tells else []
        if tells:
            for at, is_high in came:
                tells(at, is_high)


class QuietPin(LGPIOPin):  # type: ignore[misc]  # gpiozero has no types
    """A pin of lgpio's, but for the edges of an input."""

    def __init__(self, factory: "QuietFactory", info: object) -> None:
        self._taken: int | None = None
        super().__init__(factory, info)

    def close(self) -> None:
        """Let go of it."""
        self._disable_event_detect()
        super().close()

    def _get_state(self) -> object:
        return super()._get_state() if self._taken is None else level(self._taken)

    def _enable_event_detect(self) -> None:
        self._pulled = self._get_pull()
        lgpio.gpio_free(self.factory._handle, self._number)
        chip = f"/dev/gpiochip{self.factory.chip}"
        self._taken = request(chip, self._number, self._pulled, self._bounce or 0)
        self.factory.watch.begin(self._taken, super(LGPIOPin, self)._call_when_changed)

    def _disable_event_detect(self) -> None:
        if self._taken is not None:
            self.factory.watch.end(self._taken)
            self._taken = None
            lgpio.gpio_claim_input(self.factory._handle, self._number, _CLAIMS[self._pulled])


class QuietFactory(LGPIOFactory):  # type: ignore[misc]  # gpiozero has no types
    """The pins of a Pi."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch()
        self.pin_class = QuietPin
