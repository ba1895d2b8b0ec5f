"""Closes the day and switches off: for who held the off button, and when the mains are gone."""

import logging
import time
from threading import Lock, Thread
from typing import TYPE_CHECKING

from kiosk.domain.audit import MAINS, OFF_BUTTON
from kiosk.domain.moment import ClockState
from kiosk.errors import KioskError
from kiosk.house import House
from kiosk.power import Ending

if TYPE_CHECKING:
    from kiosk.domain.days import Closing

log = logging.getLogger(__name__)

# For so long what waits may be sent; it goes another day where it does not go now.
_SENDS_WITHIN = 15.0
_LOOKS_EVERY = 0.2


class Leaving:
    """Goes once, however often it is asked; `failed` where the house could not be switched off."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.begun = self.failed = False

    def by_button(self, house: House) -> None:
        """Close the day, send what waits, and switch off."""
        from kiosk.domain.days import Closing

        self._begin(house, OFF_BUTTON, Closing.COUNSELOR, sends=True)

    def by_failed_power(self, house: House) -> None:
        """Close the day and switch off, while a battery lasts."""
        from kiosk.domain.days import Closing

        self._begin(house, MAINS, Closing.CLOCK, sends=False)

    def _begin(self, house: House, who: str, how: "Closing", *, sends: bool) -> None:
        with self._lock:
            if self.begun or not house.power.is_awake:
                return
            self.begun, self.failed = True, False
        goes = (house, who, how, sends)
        Thread(target=self._go, args=goes, name="leaving", daemon=True).start()

    def _go(self, house: House, who: str, how: "Closing", sends: bool) -> None:  # noqa: FBT001
        try:
            _close(house, who, how)
            if sends:
                _send(house)
            house.power.end(house, Ending.OFF, who)
        except KioskError:
            # Nothing is lost by going on; whoever looks sees the light that needs her.
            log.exception("The house is not switched off.")
            self.failed = True
        finally:
            self.begun = False


def _close(house: House, who: str, how: "Closing") -> None:
    """Close the day where it is known which one it is; one that cannot be is closed later."""
    from kiosk.closing import close_day

    moment = house.clock()
    if moment.clock is ClockState.UNKNOWN:
        return
    try:
        close_day(house, moment.day, how, who)
    except KioskError as error:
        log.warning("The day is closed later: %s", error)


def _send(house: House) -> None:
    """Let what waits go, for a while."""
    from sync.status import wire_status

    with house.database.reading() as db:
        if not wire_status(db).enrolled:
            return
    house.agent.send_now()
    end = time.monotonic() + _SENDS_WITHIN
    while time.monotonic() < end:
        with house.database.reading() as db:
            if not wire_status(db).waiting:
                return
        time.sleep(_LOOKS_EVERY)
