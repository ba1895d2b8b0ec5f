"""Calls the counselor by the help button: now, by light and tone; and later, on her page."""

import logging
from threading import Lock

import sqlite_utils

from kiosk.domain.absence import reply_to
from kiosk.errors import StoreError
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store import settings

log = logging.getLogger(__name__)


class Call:
    """A call that stands until somebody came, or the counselor answered it on her page.

    A button tells nothing of who pressed it: what is kept is a wish to talk of nobody known, as
    on the screen. However often it is pressed, one such wish is kept until it is answered.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        # Only whoever has the records looks at it, or has failed to write to them.
        self._wish: str | None = None
        self._stands = False

    def ring(self, house: House) -> None:
        """Call; where nobody comes today, the wish is kept and no light promises anything."""
        comes = _somebody_comes(house)
        try:
            self._keep_wish(house)
        except StoreError as error:
            # A full card keeps no wish; the call is heard all the same.
            log.warning("The wish to talk is not kept: %s", error)
            with self._lock:
                # The one before was answered, and would end this call too.
                self._wish = None
        # Not while it waits for the records: who asks how it stands has them, and waits for this.
        with self._lock:
            self._stands = comes

    def end(self) -> None:
        """Take it that somebody came."""
        with self._lock:
            self._stands = False

    def stands(self, db: sqlite_utils.Database) -> bool:
        """Tell whether it stands."""
        from kiosk.store.attendance import talks

        with self._lock:
            if self._stands and self._wish and not talks.is_waiting(db, self._wish):
                self._stands = False
            return self._stands

    def _keep_wish(self, house: House) -> None:
        from kiosk.store.attendance import talks

        with house.database.transaction() as db:
            if self._wish and talks.is_waiting(db, self._wish):
                return
            if house_store.record(db):
                self._wish = talks.ask(db, house.vault, None, house.clock())
        # As of a wish from the screen: the log keeps the order of all that happened.
        house.database.scrub_soon()


def _somebody_comes(house: House) -> bool:
    try:
        with house.database.reading() as db:
            absence = settings.absence(db)
        reply = reply_to(absence, house.settings(), house.clock())
    except StoreError:
        return True
    return reply.comes_today
