"""What has to be done in the house while nobody asks for it.

What only a chore needs is imported by it: a child waits for the start of the house.
"""

import gc
import logging
from collections.abc import Callable, Sequence
from threading import Event, Thread

from kiosk.errors import KioskError
from kiosk.house import House
from kiosk.store.safety import moving, reserve

log = logging.getLogger(__name__)

PERIOD = 20.0

Chore = Callable[[House], object]


def lock_idle_vault(house: House) -> None:
    """Let an idle vault lock itself: it does so when asked whether it is open."""
    if not house.vault.is_open:
        # A page that was being made when it locked, or a passphrase that was wrong.
        gc.collect()


def close_days(house: House) -> None:
    """Close the days that are due."""
    from kiosk.closing import close_due_days

    close_due_days(house)


def close_months(house: House) -> None:
    """Close the months that are due."""
    from kiosk.closing_months import close_due_months

    close_due_months(house)


def forget(house: House) -> None:
    """Finish what a power cut or a locked vault left of an erasure; let go of what is too old."""
    from kiosk.forgetting import finish_erasing, let_go_of_the_old, list_the_forgotten

    list_the_forgotten(house)
    finish_erasing(house)
    let_go_of_the_old(house)


def follow_headquarters(house: House) -> None:
    """Set what headquarters said, by whichever road it came: by network, or on a stick."""
    from kiosk.following import follow

    follow(house)


def know_the_card(house: House) -> None:
    """Count anew on another card: the one of before may be in use elsewhere, with its numbers."""
    from hardware import card
    from sync import enrolment

    mark = card.mark(house.config.directory)
    with house.database.reading() as db:
        is_another = mark is not None and enrolment.is_another_card(db, mark)
    if mark and is_another:
        with house.database.transaction() as db:
            enrolment.note_card(db, mark)


def ask_headquarters(house: House) -> None:
    """Ask headquarters what there is, at most once a day: nothing else may have been said to it."""
    from sync import inbox

    now = int(house.clock().at.timestamp())
    with house.database.reading() as db:
        due = inbox.is_due(db, now)
    if due:
        with house.database.transaction() as db:
            inbox.ask(db, now)
        house.agent.nudge()


def back_up_at_night(house: House) -> None:
    """Let the night's backups be made, once, where they are due."""
    house.archivist.look_after()


def keep_reserve(house: House) -> None:
    """Hold some room on the card for a counselor who has to act when it is full."""
    reserve.keep(house.config.directory)


def scrub_the_log(house: House) -> None:
    """Empty the log of what was erased, and of the order in which things were sealed."""
    house.database.scrub_what_is_left()


def forget_written_pages(house: House) -> None:
    """Let go of the children's pages as they were shown: who stood there may be erased since."""
    house.written.forget()


def forget_what_was_set_aside(house: House) -> None:
    """Let go of damaged and replaced records after their 30 days: the erased are in them still."""
    from kiosk.forgetting import is_sure

    if is_sure(house):
        moving.forget_old(house.database.path, house.clock().at)


def keep_time(house: House) -> None:
    """Let the house's clock be set right by the network, where that has told the time."""
    if house.timekeeper:
        house.timekeeper.look()


def let_devices_in(house: House) -> None:
    """Let the network reach the panel where that is turned on, and lock idle devices."""
    from kiosk.remote.remote import keep_remote

    keep_remote(house)


# In the order in which they are done; each looks for itself whether it is due.
CHORES: tuple[Chore, ...] = (
    keep_time,
    lock_idle_vault,
    let_devices_in,
    know_the_card,
    follow_headquarters,
    close_days,
    close_months,
    ask_headquarters,
    forget,
    back_up_at_night,
    keep_reserve,
    forget_written_pages,
    forget_what_was_set_aside,
    scrub_the_log,
)


class Caretaker(Thread):
    """Does the chores of the house, one round after another."""

    def __init__(
        self,
        house: House,
        period: float = PERIOD,
        chores: Sequence[Chore] = CHORES,
        start_after: float = 0.0,
    ) -> None:
        """Look after a house; `start_after` seconds are left to the house's own start."""
        super().__init__(name="caretaker", daemon=True)
        self._house = house
        self._period = period
        self._chores = chores
        self._start_after = start_after
        self._stopped = Event()

    def run(self) -> None:
        """Take one round after another until stopped."""
        self._stopped.wait(self._start_after)
        while not self._stopped.is_set():
            self.step()
            self._stopped.wait(self._period)

    def step(self) -> None:
        """Do what is due now; a chore that fails, say on a full card, keeps no other back."""
        for chore in self._chores:
            if self._stopped.is_set():
                return
            try:
                chore(self._house)
            except KioskError as error:
                log.warning("%s waits: %s", chore.__name__, error)
            except Exception:
                # Whatever it is: the other chores, and this one in the next round, go on.
                log.exception("%s failed", chore.__name__)

    def stop(self) -> None:
        """Stop after the present chore."""
        self._stopped.set()
        self.join()
