"""The light behind the screen, where the kernel lets it be dimmed."""

import os
from pathlib import Path

LIGHTS = Path("/sys/class/backlight")

# So faint is a screen that nobody looks at: of its whole brightness, but never quite dark, so
# that a hand finds it.
_FAINT = 0.08


class Backlight:
    """Dims the first light that may be written to, and makes it as bright again as it was."""

    def __init__(self, lights: Path = LIGHTS) -> None:
        self._lights = lights
        self._bright: int | None = None

    @property
    def is_there(self) -> bool:
        """Tell whether there is a light that can be dimmed by whoever asks."""
        return any(os.access(light / "brightness", os.W_OK) for light in self._lights.glob("*"))

    def dim(self) -> bool:
        """Dim it; tell whether there is a light that can be."""
        for light in sorted(self._lights.glob("*")):
            try:
                now, faint = _level(light), _faint(light)
                # Set in any case: one that can only be read is passed over, now and on waking.
                _set(light, min(now, faint))
                if now > faint:
                    self._bright = now
            except (OSError, ValueError):
                continue
            return True
        return False

    def wake(self) -> bool:
        """Make it bright: as it was, or wholly where a program that is gone left it faint."""
        for light in sorted(self._lights.glob("*")):
            try:
                now = _level(light)
                _set(light, now if now > _faint(light) else self._bright or _most(light))
            except (OSError, ValueError):
                continue
            return True
        return False


def _level(light: Path) -> int:
    return int((light / "brightness").read_text())


def _most(light: Path) -> int:
    return int((light / "max_brightness").read_text())


def _faint(light: Path) -> int:
    return max(1, round(_most(light) * _FAINT))


def _set(light: Path, level: int) -> None:
    (light / "brightness").write_text(f"{level}")
