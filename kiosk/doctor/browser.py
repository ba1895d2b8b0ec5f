"""The browser that shows the pages, and what holds it to them."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, well

_NAMES = ("chromium", "chromium-browser")
_POLICIES = Path("/etc/chromium/policies/managed")
_PATIENCE = 20.0

# Blocks every address but those that are allowed.
_BLOCKS, _EVERYTHING = "URLBlocklist", "*"


def program(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether there is a browser."""
    if _found():
        yield well("browser", _("The browser is found."))
    else:
        said = _("The browser Chromium is missing.")
        yield ill("browser", said, _("Ask headquarters for the stick that installs it."))


def version(_config: HouseConfig) -> Iterator[Result]:
    """Let the browser tell its version: so much of it starts."""
    browser = _found()
    if browser is None:
        return
    asked = [browser, "--version"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    # "Chromium 140.0.7339.185 built on Debian ...": the builder says nothing to anybody here.
    told = " ".join(done.stdout.split()[:2])
    if done.returncode == 0 and told:
        yield well("browser_version", _("The browser is {version}."), version=told)
    else:
        said = _("The browser is there, but does not start.")
        yield ill("browser_version", said, _("Ask headquarters for the stick that installs it."))


def _found() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def policies(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether the browser is held to the kiosk's own pages."""
    if any(map(_holds, sorted(_POLICIES.glob("*.json")))):
        yield well("policies", _("The browser opens the kiosk's own pages only."))
    else:
        said = _("Nothing holds the browser to the kiosk's own pages.")
        yield ill("policies", said, _("Install the kiosk again: it brings the rules along."))


def _holds(file: Path) -> bool:
    try:
        rules = json.loads(file.read_text("utf-8"))
        return _EVERYTHING in rules.get(_BLOCKS, ())
    except (OSError, ValueError, AttributeError, TypeError):
        return False
