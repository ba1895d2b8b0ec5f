"""Letters: whether those of Chinese, Tibetan and Yi are there for pages and for games."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from games import fonts
from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, well

_PATIENCE = 20.0

# Of each script a letter that every font of it has, and the files that games draw from.
SCRIPTS = {
    _("Chinese"): ("爱", fonts.CHINESE),
    _("Tibetan"): ("ཨ", (fonts.TIBETAN,)),
    _("Yi"): ("ꆈ", (fonts.YI,)),
}


def scripts(_config: HouseConfig) -> Iterator[Result]:
    """Tell which scripts pages or games cannot write."""
    missing = tuple(
        name
        for name, (letter, files) in SCRIPTS.items()
        if not (has_page_font(letter) and any(Path(file).exists() for file in files))
    )
    if missing:
        said = _("Letters are missing: {missing}.")
        advice = _("Ask headquarters for the stick that installs fonts-noto-cjk, fonts-noto-core.")
        yield ill("fonts", said, advice, missing=missing)
    else:
        yield well("fonts", _("Chinese, Tibetan and Yi letters are there."))


def has_page_font(letter: str) -> bool:
    """Ask fontconfig, as the browser does, whether any font has a letter."""
    if shutil.which("fc-list") is None:
        return False
    asked = ["fc-list", f":charset={ord(letter):x}", "family"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    return bool(done.stdout.strip())
