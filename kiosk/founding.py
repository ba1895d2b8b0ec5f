"""Sets a house up: from the first-run page, the command line or the demo."""

from dataclasses import dataclass

import sqlite_utils

from kiosk.domain.retention import evening_before
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys import founding
from kiosk.store.keys.founding import Founder
from kiosk.store.keys.keyslots import Cost
from kiosk.store.rights import retention
from sync import enrolment
from sync.keys import generate_sealing_key


@dataclass(frozen=True, slots=True)
class Founded:
    """A recovery key that only the caller has, where the foundation's was not known."""

    recovery_private: bytes | None


def found_house(house: House, founder: Founder) -> Founded:
    """Set the house up and open its vault for the founder.

    Raises AlreadyFounded or WeakPassphrase.
    """
    moment = house.clock()
    cost = Cost(memory_kib=house.config.argon2_memory_kib)
    with house.database.transaction() as db:
        recovery_public = foundations_key(house, db)
        recovery_private = None
        if recovery_public is None:
            recovery_private, recovery_public = generate_sealing_key()
        private_key = founding.found(db, founder, recovery_public, cost, moment)
        record = house_store.get(db)
        keeper = house_store.first_keeper(db)
        # A house that begins has nothing that is too old.
        retention.note_last(db, evening_before(moment, house.config.closing_time))
    house.vault.found(record.public_key)
    house.vault.unlock(private_key, keeper)
    return Founded(recovery_private)


def foundations_key(house: House, db: sqlite_utils.Database) -> bytes | None:
    """Tell the public half of the foundation's recovery key; None while it is not known."""
    if house.config.recovery_key:
        return bytes.fromhex(house.config.recovery_key)
    known = enrolment.known(db)
    return known.recovery_key if known else None
