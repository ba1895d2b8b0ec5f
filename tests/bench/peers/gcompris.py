"""GCompris, other games for children, by Debian's package.

It draws as ours do, by the processor. The game is its own of pairs; before it, it shows its menu.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Debian keeps games apart.
PROGRAM = shutil.which("gcompris-qt", path=f"{os.environ.get('PATH', '')}:/usr/games")
COMMAND = (PROGRAM or "", "--software-renderer", "--mute", "--fullscreen", "--launch", "memory")


def version() -> str:
    """Tell which one is installed; nothing where none is."""
    if PROGRAM is None:
        return ""
    question = ["dpkg-query", "--show", "--showformat", "${Version}", "gcompris-qt"]
    return subprocess.run(question, capture_output=True, text=True, check=False).stdout


def environ(display: str, home: Path) -> Mapping[str, str]:
    """Tell it its screen, and where it keeps what it remembers."""
    own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    return {**os.environ, **own, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
