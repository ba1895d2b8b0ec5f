"""Open the database when the machine starts, which may start before the database does."""

import logging
import os
import signal
import time
from collections.abc import Callable
from threading import Thread

from sync.hq.errors import DatabaseAway, HqError

log = logging.getLogger(__name__)

_PAUSES = (0.5, 1.0, 2.0, 5.0)
_LONGEST_PAUSE = 10.0
_SAYS_EVERY = 300.0


def open_or_wait(begin: Callable[[], None]) -> None:
    """Begin with the database, now or in a thread that tries until the database is there.

    Headquarters answers meanwhile: it says that it cannot work yet. What waiting cannot mend ends
    it, as it would have at once; at the first try it raises an HqError.
    """
    try:
        begin()
    except DatabaseAway as problem:
        log.warning("%s; trying again until it is there.", problem)
        Thread(target=_try_again, args=(begin,), name="opening", daemon=True).start()


def _try_again(begin: Callable[[], None]) -> None:
    tries, said = 0, time.monotonic()
    while True:
        time.sleep(_PAUSES[tries] if tries < len(_PAUSES) else _LONGEST_PAUSE)
        tries += 1
        try:
            begin()
        except DatabaseAway as problem:
            if time.monotonic() > said + _SAYS_EVERY:
                said = time.monotonic()
                log.warning("%s; still trying.", problem)
        except HqError as problem:
            log.error("%s", problem)
            break
        except Exception:
            # Nobody else would try again: this process would say for ever that it is away.
            log.exception("The database is there and cannot be used.")
            break
        else:
            log.warning("The database is there.")
            return
    os.kill(os.getpid(), signal.SIGTERM)
