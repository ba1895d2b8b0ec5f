"""Runs in the machine: children come, say how they feel and go, until the power is cut.

Usage: visiting.py CHILD... ; tells the console each thing that was kept, once a page has said so.
"""

import re
import sys
from http.cookiejar import CookieJar
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

HOUSE = "http://127.0.0.1:8080"


class Screen:
    """A browser's part of it: a page, its form, and what comes after."""

    def __init__(self) -> None:
        self._open = build_opener(HTTPCookieProcessor(CookieJar())).open
        self._token = ""
        self.go("/who")

    def go(self, path: str, **form: str) -> str:
        """Open a page, or send a form; tell the address at which that ends."""
        sent = urlencode({"csrf_token": self._token, **form}).encode() if form else None
        with self._open(HOUSE + path, sent, timeout=60) as page:
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
            self._token = found[1] if found else self._token
            return page.url.removeprefix(HOUSE)


def visit(screen: Screen, child: str) -> None:
    """Let one child come and go, and tell what was kept."""
    if screen.go("/who", child=child) != "/feel":
        # It was here when the power was cut.
        leave(screen, child)
        assert screen.go("/who", child=child) == "/feel"
    tell("visit", child)
    assert screen.go("/feel", face="low") == "/thanks"
    tell("mood", child)
    leave(screen, child)


def tell(what: str, child: str) -> None:
    """Tell the console, in one piece."""
    with Path("/dev/console").open("wb", buffering=0) as console:
        console.write(f"@@ {what} {child}\n".encode())


def leave(screen: Screen, child: str) -> None:
    """Let a child that is here go home."""
    screen.go("/home", touch="")
    tell("home", child)


if __name__ == "__main__":
    screen = Screen()
    for child in cycle(sys.argv[1:]):
        visit(screen, child)
