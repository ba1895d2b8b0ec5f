"""Which fingers rest on the panel and what they hold, and how many it can tell apart."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from games.stage.area import SLOP, Point, Target
from games.stage.touch import Finger, Lift, Lost, Press, Slide

# A panel of which so many presses never came two at once, or three, tells no more apart.
DOUBT = 40
# What a panel is taken for that says it tells fingers apart, and not how many.
MANY = 10

_DEVICES = Path("/proc/bus/input/devices")
# The kernel's numbers: a device that is touched where it shows, and that tells fingers apart.
_INPUT_PROP_DIRECT, _ABS_MT_SLOT = 1, 0x2F


@dataclass(frozen=True, slots=True)
class _Rest:
    """A finger that rests: what it came down on, and where it is now."""

    on: Target | None
    point: Point


class Fingers:
    """The fingers on the panel; `told` is how many it tells apart, None to find out.

    `claimed` is how many the kernel thinks that it does.
    """

    def __init__(self, told: int | None = None, claimed: int = 1) -> None:
        self._told, self._claimed = told, claimed
        self._resting: dict[Finger, _Rest] = {}
        self._presses, self._most = 0, 1

    @property
    def touches(self) -> int:
        """How many fingers the panel tells apart, as far as is known."""
        if self._told is not None:
            return self._told
        return self._most if self._presses >= DOUBT else max(self._most, self._claimed)

    def hear(self, heard: Press | Slide | Lift | Lost, on: Target | None = None) -> None:
        """Follow a finger; `on` is what a press came down on."""
        if isinstance(heard, Press):
            self._resting[heard.finger] = _Rest(on, heard.point)
            self._presses += 1
            self._most = max(self._most, sum(isinstance(one, tuple) for one in self._resting))
        elif isinstance(heard, Slide) and heard.finger in self._resting:
            before = self._resting[heard.finger]
            self._resting[heard.finger] = replace(before, point=heard.point)
        elif isinstance(heard, Lift):
            self._resting.pop(heard.finger, None)
        elif isinstance(heard, Lost):
            self._resting.clear()

    def hold(self, target: Target) -> None:
        """Take hold of a target without a finger: a key or a script does."""
        self._resting[target.name] = _Rest(target, target.area.centre)

    def let(self, target: Target) -> None:
        """Let go of what was held without a finger."""
        self._resting.pop(target.name, None)

    def toggle(self, target: Target) -> None:
        """Take hold without a finger of what is not held so, or let go of it."""
        is_held = target.name in self._resting and self._resting[target.name].on == target
        (self.let if is_held else self.hold)(target)

    def release(self) -> None:
        """Hold nothing any more: every finger has to come down anew."""
        self._resting = {name: replace(one, on=None) for name, one in self._resting.items()}

    def keep(self, devices: Collection[int]) -> None:
        """Forget the fingers on a device that is there no more."""
        self._resting = {
            finger: rest
            for finger, rest in self._resting.items()
            if not isinstance(finger, tuple) or finger[0] in devices
        }

    def held(self, targets: Iterable[Target]) -> frozenset[str]:
        """Tell which targets are held: a finger came down on it there, and is near it still."""
        there = set(targets)
        return frozenset(
            one.on.name
            for one in self._resting.values()
            if one.on in there and one.on.area.away(one.point) <= SLOP
        )


def claimed(devices: Path = _DEVICES) -> int:
    """Tell how many fingers the kernel thinks that the panel tells apart."""
    try:
        blocks = devices.read_text("utf-8", "replace").split("\n\n")
    except OSError:
        return 1
    return MANY if any(map(_tells_apart, blocks)) else 1


def _tells_apart(block: str) -> bool:
    return _has(block, "PROP", _INPUT_PROP_DIRECT) and _has(block, "ABS", _ABS_MT_SLOT)


def _has(block: str, kind: str, bit: int) -> bool:
    """Look up a bit that the kernel wrote in words of hexadecimal digits, the highest first."""
    for line in block.splitlines():
        if line.startswith(f"B: {kind}="):
            first, *rest = line.partition("=")[2].split()
            # A kernel of 32 bits needs two words for what one of 64 bits writes as one.
            return bool(int(first + "".join(word.zfill(8) for word in rest), 16) >> bit & 1)
    return False
