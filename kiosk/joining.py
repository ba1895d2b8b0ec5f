"""Makes the house known to headquarters beside the pages: no screen waits for a network."""

import logging
from threading import Lock, Thread
from typing import TYPE_CHECKING

from kiosk.domain.audit import SOMEBODY, Action
from sync.errors import BadEnvelope, OtherHouse, RefusedByHeadquarters, SyncError

if TYPE_CHECKING:
    from kiosk.house import House

CODE_NOT_TAKEN = (
    "Headquarters does not take this code: it may be mistyped, used or out of date. "
    "Ask headquarters for a new one."
)
OF_ANOTHER_HOUSE = "This code is for another house: ask headquarters for one of this house."
NOT_KEPT = "The connection could not be kept. Please try again with a new code."

_log = logging.getLogger(__name__)


class Joining:
    """Takes one invitation at a time, and tells how it went.

    trouble: why the last one failed, in one sentence, or None. joined: whether it was taken;
    told: whether somebody heard so. given: its address and code, to be tried again or mended;
    nowhere but in memory.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_at_work = False
        self.trouble: str | None = None
        self.joined = self.told = False
        self.given = ("", "")

    @property
    def is_at_work(self) -> bool:
        """Tell whether headquarters is being asked now."""
        return self._is_at_work

    def begin(self, house: "House", address: str, code: str) -> None:
        """Ask headquarters in a thread, unless it is being asked already."""
        with self._lock:
            if self._is_at_work:
                return
            self._is_at_work, self.trouble, self.joined, self.told = True, None, False, False
            self.given = address, code
        keeper = house.vault.keeper.id if house.vault.is_open else SOMEBODY
        words = (house, address, code, keeper)
        Thread(target=self._join, args=words, name="joining", daemon=True).start()

    def _join(self, house: "House", address: str, code: str, keeper: str) -> None:
        try:
            join(house, address, code, keeper)
            self.joined, self.given = True, ("", "")
        except OtherHouse:
            self.trouble = OF_ANOTHER_HOUSE
        except (RefusedByHeadquarters, BadEnvelope):
            # What cannot be a code is not even sent.
            self.trouble = CODE_NOT_TAKEN
        except SyncError as error:
            self.trouble = str(error)
        except Exception:
            # Whatever it was, nobody is to believe that it went well.
            _log.exception("An enrolment could not be kept.")
            self.trouble = NOT_KEPT
        finally:
            self._is_at_work = False


def join(house: "House", address: str, code: str, keeper: str) -> None:
    """Enrol the house, the first time or again, and let what waits go.

    Raises SyncError or StoreError, and then nothing has changed.
    """
    from kiosk.house import terms_of
    from kiosk.store import house as house_store
    from kiosk.store.rights import audit
    from sync import enrolment
    from sync.anew import resending

    with house.database.reading() as db:
        record = house_store.record(db)
    name = record.name if record else ""
    terms = terms_of(house.config, house.clock)
    enrolled = enrolment.enrol(address, code, name, road=terms.road, apart=terms.apart)
    with house.database.transaction() as db:
        again = enrolment.known(db) is not None
        if again:
            resending.enrol_again(db, enrolled)
        else:
            enrolment.save(db, enrolled)
        if record:
            audit.note(db, house.clock(), keeper, Action.JOINED, enrolled.house)
    house.agent.send_now()
