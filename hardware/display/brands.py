"""The compositors for kiosks that we know: how each is started."""

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from hardware.display.errors import NoCompositor
from hardware.display.settings import Screen

# From here on cage tells Chromium of fingers, and lets others turn the screen.
_GOOD_CAGE = (0, 2)
_ANSWERS_WITHIN = 10.0

# labwc is a desktop's: no key, no button and no frame of one is left.
_LABWC = """<?xml version="1.0"?>
<labwc_config>
  <core><gap>0</gap><reuseOutputMode>yes</reuseOutputMode></core>
  <keyboard><keybind key="XF86Launch9"/></keyboard>
  <mouse><context name="Root"><mousebind button="Side" action="Press"/></context></mouse>
  <windowRules><windowRule identifier="*" serverDecoration="no"/></windowRules>
</labwc_config>
"""


@dataclass(frozen=True, slots=True)
class Brand:
    """One of them. is_turned_by_others: whether wlr-randr turns its screen."""

    words: tuple[str, ...]
    is_turned_by_others: bool = True

    def command(self, guest: list[str], screen: Screen) -> list[str]:
        """Tell how it is started with a guest, and ends with it."""
        if _is_labwc(self.words):
            settings = screen.directory / "labwc"
            settings.mkdir(exist_ok=True)
            (settings / "rc.xml").write_text(_LABWC)
            return [*self.words, "-C", str(settings), "-S", shlex.join(guest)]
        turns = 0 if self.is_turned_by_others else screen.rotation // 90
        return [*self.words, "-d", *["-r"] * turns, "--", *guest]


def chosen(words: tuple[str, ...]) -> Brand:
    """Take the one that is set, else the best that is here. Raises NoCompositor."""
    found = words or _best()
    is_good = _is_labwc(found) or _version(found) >= _GOOD_CAGE
    return Brand(found, is_turned_by_others=is_good)


def _best() -> tuple[str, ...]:
    here = [(name,) for name in ("cage", "labwc") if shutil.which(name)]
    if not here:
        raise NoCompositor("Neither cage nor labwc is installed.")
    # An old cage is still better than none: a mouse works in it.
    return next((one for one in here if _is_labwc(one) or _version(one) >= _GOOD_CAGE), here[0])


def _is_labwc(words: tuple[str, ...]) -> bool:
    return Path(words[0]).name == "labwc"


def _version(words: tuple[str, ...]) -> tuple[int, ...]:
    """Ask a cage how new it is; one that does not say is old."""
    try:
        said = subprocess.run(
            [*words, "-v"], capture_output=True, text=True, timeout=_ANSWERS_WITHIN, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(r"(\d+)\.(\d+)", said.stdout + said.stderr)
    return tuple(map(int, found.groups())) if found else ()
