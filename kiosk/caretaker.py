"""What has to be done in the house while nobody asks for it."""

import logging
from threading import Event, Thread

from kiosk.closing import close_due_days
from kiosk.errors import KioskError
from kiosk.house import House

log = logging.getLogger(__name__)

PERIOD = 20.0


class Caretaker(Thread):
    """Locks an idle vault and closes due days."""

    def __init__(self, house: House, period: float = PERIOD) -> None:
        super().__init__(name="caretaker", daemon=True)
        self._house = house
        self._period = period
        self._stopped = Event()

    def run(self) -> None:
        """Take one step after another until stopped."""
        while not self._stopped.is_set():
            self.step()
            self._stopped.wait(self._period)

    def step(self) -> None:
        """Do what is due now; a full card is no reason to stop."""
        _ = self._house.vault.is_open
        try:
            close_due_days(self._house)
        except KioskError as error:
            log.warning("Closing waits: %s", error)

    def stop(self) -> None:
        """Stop after the present step."""
        self._stopped.set()
        self.join()
