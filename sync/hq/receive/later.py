"""Take in later what came while the database was away: in a thread that ends when all is in."""

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread

from sync.hq.errors import BadRequest, DatabaseAway, UnknownHouse
from sync.hq.receive.spool import Spool

log = logging.getLogger(__name__)

_TRIES_EVERY = 2.0
# What is cut off then is there at the next start.
_ENDS_WITHIN = 5.0


class Later:
    """Keep bodies in a spool, and take them in by `take` once the database answers."""

    def __init__(
        self, spool: Spool, take: Callable[[bytes], object], tries_every: float = _TRIES_EVERY
    ) -> None:
        self._spool, self._take, self._tries_every = spool, take, tries_every
        self._starting, self._thread, self._stopped = Lock(), Thread(), Event()

    def keep(self, body: bytes) -> bool:
        """Keep a body until the database is back; False where there is no room for it."""
        kept = self._spool.keep(body)
        if kept:
            self.begin()
        return kept

    def begin(self) -> None:
        """Take in what is there, from now on and until nothing is left."""
        with self._starting:
            if not (self._thread.is_alive() or self._stopped.is_set()) and self._spool.size():
                self._thread = Thread(target=self._run, name="spool", daemon=True)
                self._thread.start()

    def size(self) -> int:
        """Tell how many bytes wait."""
        return self._spool.size()

    def stop(self) -> None:
        """Begin nothing more, and wait a while for what is being taken in."""
        with self._starting:
            self._stopped.set()
            thread = self._thread
        # Without the lock: it is what the thread takes last.
        if thread.is_alive():
            thread.join(_ENDS_WITHIN)
        self._spool.close()

    def _run(self) -> None:
        while not self._stopped.wait(self._tries_every):
            try:
                self._empty()
            except DatabaseAway:
                continue
            except OSError as problem:
                log.warning("What was kept cannot be read: %s.", problem)
            with self._starting:
                if not self._spool.size():
                    # Whoever keeps something now begins anew.
                    self._thread = Thread()
                    return

    def _empty(self) -> None:
        for bodies in self._spool.files():
            for body in bodies:
                if self._stopped.is_set():
                    return
                self._take_one(body)

    def _take_one(self, body: bytes) -> None:
        try:
            self._take(body)
        except DatabaseAway:
            raise
        except (BadRequest, UnknownHouse) as problem:
            log.warning("What was kept while the database was away is of no house: %s", problem)
        except Exception:
            # Its house was not answered, and sends it again: it must not hold back the others.
            log.exception("What was kept while the database was away cannot be taken in.")
