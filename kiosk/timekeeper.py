"""Tells the house what time it is, and learns it better.

What moves the records is imported when something better was learnt.
"""

import logging
from collections.abc import Callable
from datetime import datetime

import sqlite_utils

from hardware import clock
from kiosk.domain.audit import CLOCK
from kiosk.domain.clock import Belief, Source, Verdict, chip_belief, first_belief
from kiosk.domain.moment import Moment, from_ms, to_ms
from kiosk.errors import KioskError, StoreError
from kiosk.store.clock import beliefs
from kiosk.store.clock.beliefs import belief
from kiosk.store.database import Database
from kiosk.store.stamps import last_ms

log = logging.getLogger(__name__)

# Headquarters tells whole seconds: it meant one between this and the next.
_HALF_A_SECOND = 500


class Timekeeper:
    """Counts on from what is believed of this boot, which the records keep."""

    def __init__(
        self,
        database: Database,
        read: Callable[[], clock.Reading] = clock.read,
        boot: str | None = None,
    ) -> None:
        self._database = database
        self._read = read
        # Every page asks what time it is; how far to believe it is asked of the machine in rounds.
        self._steady = clock.steady if read is clock.read else lambda: read().steady
        self._boot = boot or clock.boot_id()
        self._known = self._begin()

    def __call__(self) -> Moment:
        """Tell the moment."""
        ticks, known = _ms(self._steady()), self._known
        return Moment(from_ms(known.base + ticks), known.source.clock, self._boot, ticks)

    @property
    def source(self) -> Source:
        """Tell on what the time rests."""
        return self._known.source

    def since(self) -> datetime | None:
        """Tell when the clock was set last in this boot; None if it never was."""
        from kiosk.store.clock import boots

        with self._database.reading() as db:
            at = boots.since(db, self._boot)
        return from_ms(at) if at else None

    def certain_until(self) -> datetime | None:
        """Tell the last certain moment before this boot; None if there is none."""
        from kiosk.store.clock import boots

        with self._database.reading() as db:
            at = boots.certain_until(db, self._boot)
        return from_ms(at) if at else None

    def look(self) -> None:
        """Look whether the network has set the machine's clock meanwhile. Raises StoreError."""
        with self._database.reading() as db:
            known = belief(db, self._boot)
        self._known = known or self._begin()
        reading = self._read()
        if reading.synchronised and self._known.source is not Source.NETWORK:
            self._consider(Source.NETWORK, to_ms(reading.at), reading)

    def consider(self, source: Source, at: datetime, who: str = CLOCK) -> Verdict:
        """Consider what somebody says the time is now. Raises StoreError.

        who: the counselor's id where she says it.
        """
        return self._consider(source, to_ms(at), self._read(), who)

    def told_by_headquarters(self, seconds: int) -> None:
        """Consider a time that headquarters has signed just now; records in trouble wait."""
        try:
            said = from_ms(seconds * 1000 + _HALF_A_SECOND)
            self.consider(Source.HEADQUARTERS, said)
        except (KioskError, OverflowError) as error:
            log.warning("The clock was not set: %s", error)

    def _begin(self) -> Belief:
        """Choose this boot's base, or go on with the one that was chosen before."""
        reading = self._read()
        steady, wall = _ms(reading.steady), to_ms(reading.at)
        with self._database.reading() as db:
            known, last = belief(db, self._boot), last_ms(db)
        if known:
            return known
        first = first_belief(wall, steady, last)
        certain = _certain(reading, last)
        try:
            with self._database.transaction() as db:
                known = beliefs.begin(db, self._boot, first)
                if certain:
                    self._adopt(db, certain, steady)
                return belief(db, self._boot) or known
        except StoreError as error:
            log.warning("The clock goes on without a record of it: %s", error)
            return first

    def _consider(
        self, source: Source, at: int, reading: clock.Reading, who: str = CLOCK
    ) -> Verdict:
        steady = _ms(reading.steady)
        with self._database.transaction() as db:
            beliefs.begin(db, self._boot, self._known)
            verdict = self._adopt(db, Belief(at - steady, source), steady, who)
            known = belief(db, self._boot)
        self._known = known or self._known
        return verdict

    def _adopt(
        self, db: sqlite_utils.Database, said: Belief, steady: int, who: str = CLOCK
    ) -> Verdict:
        from kiosk.store.clock import boots

        return boots.adopt(db, self._boot, said, steady, who)


def moment_after(last: int | None) -> Moment:
    """Tell the moment while records are built anew; `last` is the latest on record, in ms."""
    reading = clock.read()
    steady = _ms(reading.steady)
    known = _certain(reading, last) or first_belief(to_ms(reading.at), steady, last)
    return Moment(from_ms(known.base + steady), known.source.clock, clock.boot_id(), steady)


def _certain(reading: clock.Reading, last: int | None) -> Belief | None:
    steady, wall = _ms(reading.steady), to_ms(reading.at)
    if reading.synchronised:
        return Belief(wall - steady, Source.NETWORK)
    return chip_belief(wall, steady, last) if reading.from_chip else None


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
