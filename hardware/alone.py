"""Lets a service go on in an interpreter that has loaded only what the service needs.

A command is found by click, and what was set is read by more; together they take as much memory as
the service itself, which stays for months. The process keeps its number: systemd sees one service.
"""

import os
import sys
from typing import NoReturn


def go_on(module: str, *words: str) -> NoReturn:
    """Go on as `python -m module words...`."""
    os.execv(sys.executable, [sys.executable, "-m", module, *words])  # noqa: S606
