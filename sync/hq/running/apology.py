"""What people and houses hear where too much is asked for, or while the database is away."""

import logging
import time
from typing import NoReturn

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from sync.hq.errors import DatabaseAway, DiskFull, TooBusy
from sync.hq.people import access
from sync.hq.receive import wire

log = logging.getLogger(__name__)

# Seconds after which people and houses may ask again.
PEOPLE_WAIT = 10
HOUSES_WAIT = 60
_SAYS_EVERY = 60.0


class Apology:
    """Say in plain words that it is not for long, and once a minute to whoever reads the log."""

    def __init__(self) -> None:
        self._said = -_SAYS_EVERY

    def __call__(self, problem: DatabaseAway) -> ResponseReturnValue:
        """Answer with 503 and when to come again."""
        if time.monotonic() > self._said + _SAYS_EVERY:
            self._said = time.monotonic()
            log.warning("%s", problem)
        if request.path.startswith("/v1/"):
            words = "Headquarters can keep nothing just now: send this again later."
            refused = wire.sentence(503, words)
            refused.headers["Retry-After"] = str(HOUSES_WAIT)
            return refused
        # Whoever looks stays signed in; that cannot be looked up just now.
        g.went_wrong = True
        page = render_template("away.html", is_full=isinstance(problem, DiskFull))
        return page, 503, {"Retry-After": str(PEOPLE_WAIT)}


def too_busy(_problem: TooBusy) -> ResponseReturnValue:
    """Ask somebody to come again, where too many want the same at once."""
    page = render_template("error.html", kind="busy")
    return page, 503, {"Retry-After": str(PEOPLE_WAIT)}


@access.anybody
def too_large() -> NoReturn:
    """Answer in the place of a proxy of ours that takes nothing so large: it knows no language."""
    abort(413)
