"""What has to be done in the house while nobody asks for it."""

import logging
from collections.abc import Callable, Sequence
from threading import Event, Thread

from kiosk.closing import close_due_days
from kiosk.errors import KioskError
from kiosk.forgetting import finish_erasing, let_go_of_the_old
from kiosk.house import House

log = logging.getLogger(__name__)

PERIOD = 20.0

Chore = Callable[[House], object]


def lock_idle_vault(house: House) -> None:
    """Let an idle vault lock itself: it does so when asked whether it is open."""
    _ = house.vault.is_open


# In the order in which they are done; each looks for itself whether it is due.
CHORES: tuple[Chore, ...] = (
    lock_idle_vault,
    close_due_days,
    finish_erasing,
    let_go_of_the_old,
)


class Caretaker(Thread):
    """Does the chores of the house, one round after another."""

    def __init__(
        self, house: House, period: float = PERIOD, chores: Sequence[Chore] = CHORES
    ) -> None:
        super().__init__(name="caretaker", daemon=True)
        self._house = house
        self._period = period
        self._chores = chores
        self._stopped = Event()

    def run(self) -> None:
        """Take one round after another until stopped."""
        while not self._stopped.is_set():
            self.step()
            self._stopped.wait(self._period)

    def step(self) -> None:
        """Do what is due now; a chore that fails, say on a full card, keeps no other back."""
        for chore in self._chores:
            try:
                chore(self._house)
            except KioskError as error:
                log.warning("%s waits: %s", chore.__name__, error)

    def stop(self) -> None:
        """Stop after the present chore."""
        self._stopped.set()
        self.join()
