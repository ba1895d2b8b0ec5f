"""Lays a page out on A4, in a process of its own: no tap and no other page waits for it.

The page comes on standard input and the PDF goes to standard output: nothing touches a card.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sync.errors import CannotPrint

_LONGEST_S = 120
_POLITELY = 10


def to_pdf(page: str, stylesheets: Iterable[Path]) -> bytes:
    """Turn a page of HTML into a PDF. Raises CannotPrint."""
    command = [sys.executable, "-m", "sync.paper.printing", *map(str, stylesheets)]
    try:
        done = subprocess.run(
            command, input=page.encode(), capture_output=True, timeout=_LONGEST_S, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotPrint("The page could not be laid out.") from error
    return done.stdout


def main() -> None:
    """Print standard input as a PDF by style sheets; pictures and links of the page stay out."""
    # A service may be forbidden to ask for its place in the queue: it prints all the same.
    with suppress(PermissionError):
        os.nice(_POLITELY)
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=("data",))
    page = HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=nothing)
    styles = [CSS(filename=name) for name in sys.argv[1:]]
    sys.stdout.buffer.write(page.write_pdf(stylesheets=styles) or b"")


if __name__ == "__main__":
    main()
