"""Makes the backups of a running house, one at a time, beside everything else.

What a backup needs is imported when one is looked for or made: a start does neither.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.config import HouseConfig
from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.moment import Moment
from kiosk.errors import BackupFailed, KioskError, StoreError
from kiosk.store import house as house_store
from kiosk.store import notices
from kiosk.store.database import Database
from kiosk.store.rights import audit

if TYPE_CHECKING:
    from kiosk.store.safety.backup import Backup
    from kiosk.store.safety.places import Place

log = logging.getLogger(__name__)

FAILED = "The nightly backup could not be made. Please look at the backups under Upkeep."

# What failed at night is not tried again at once: every try wears the card.
_REST = 3600.0

_LEAVES_WITHIN = 10.0

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Work:
    """How far a backup is: its place, and the part that is done, 0 to 1."""

    place: "Place"
    part: float


class Archivist:
    """Knows the places for backups, makes them, and tells how far it is."""

    def __init__(
        self, config: HouseConfig, database: Database, clock: Callable[[], Moment]
    ) -> None:
        self._config = config
        self._database = database
        self._clock = clock
        self._lock = Lock()
        self._thread: Thread | None = None
        self._work: Work | None = None
        self._leaving = False
        self._not_before = 0.0
        self._resting: dict[Path, float] = {}
        self.trouble: str | None = None

    @property
    def work(self) -> Work | None:
        """Tell what is being made now."""
        return self._work

    def places(self) -> "list[Place]":
        """List where a backup can go."""
        from kiosk.store.safety import places

        return places.found(self._config.backup_directory, self._config.sticks)

    def newest(self, place: "Place") -> "Backup | None":
        """Tell this house's newest backup at a place: a stick may hold those of its neighbours."""
        from kiosk.store.safety import backup

        with self._database.reading() as db:
            record = house_store.record(db)
        return backup.newest(place.directory, record.public_key) if record else None

    def back_up(self, place: "Place", who: str, progress: Progress = lambda _: None) -> "Backup":
        """Make a backup and let go of what has had its time. Raises NotFounded or BackupFailed."""
        from kiosk.store.safety import backup

        moment = self._clock()
        with self._database.snapshot() as source:
            made = backup.make_from(
                source, self._config.directory, place.directory, moment, progress
            )
        backup.prune(place.directory, moment, made.header.public_key)
        if not self._database.is_read_only:
            with self._database.transaction() as db:
                audit.note(db, moment, who, Action.BACKED_UP, "stick" if place.stick else "card")
        return made

    def start(self, wanted: "Sequence[Place]", who: str) -> bool:
        """Begin to make backups in a thread; False where one is being made already."""
        with self._lock:
            if self._work is not None or not wanted:
                return False
            self._work, self.trouble = Work(wanted[0], 0.0), None
            self._thread = Thread(target=self._make, args=(wanted, who), name="archivist")
            self._thread.daemon = True
            self._thread.start()
        return True

    def wait(self, seconds: float) -> None:
        """Make no backup by itself for some time: a start has other things to do."""
        self._not_before = monotonic() + seconds

    def look_after(self) -> None:
        """Make tonight's backups where they are due and the house has been set up."""
        if monotonic() < self._not_before:
            return
        from kiosk.store.safety import places

        moment = self._clock()
        wanted = places.nightly(self._config.backup_directory, self._config.sticks)
        due = [place for place in wanted if self._is_due(place, moment)]
        if due and self._is_founded():
            self.start(due, CLOCK)

    def stop(self) -> None:
        """Give up what is being made: it is not missed, and nothing half made is left."""
        self._leaving = True
        if self._thread:
            self._thread.join(_LEAVES_WITHIN)

    def _make(self, wanted: "Sequence[Place]", who: str) -> None:
        try:
            for place in wanted:
                self._make_one(place, who)
        finally:
            self._work = None

    def _make_one(self, place: "Place", who: str) -> None:
        def tell(part: float) -> None:
            self._work = Work(place, part)
            if self._leaving:
                raise BackupFailed("The house is closing.")

        try:
            self.back_up(place, who, tell)
        except KioskError as error:
            log.warning("No backup in %s: %s", place.directory, error)
            self.trouble = str(error)
            self._resting[place.directory] = monotonic() + _REST
            if who == CLOCK and not self._leaving:
                self._complain()

    def _complain(self) -> None:
        try:
            with self._database.transaction() as db:
                notices.tell(db, self._clock(), FAILED)
        except StoreError as error:
            log.warning("The counselor could not be told: %s", error)

    def _is_due(self, place: "Place", moment: Moment) -> bool:
        if monotonic() < self._resting.get(place.directory, 0.0):
            return False
        from kiosk.domain.backups import is_due

        last = self.newest(place)
        return is_due(moment, self._config.closing_time, last.made if last else None)

    def _is_founded(self) -> bool:
        with self._database.reading() as db:
            return house_store.record(db) is not None
