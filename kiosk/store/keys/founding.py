"""The first day: the house's keys, its first counselor, and who can open the vault."""

from dataclasses import dataclass

import sqlite_utils
from nacl.public import PrivateKey

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.errors import AlreadyFounded
from kiosk.store import house
from kiosk.store.keys import keyslots, recovery
from kiosk.store.keys.keyslots import Cost
from kiosk.store.rights import audit
from kiosk.store.stamps import stamp


@dataclass(frozen=True, slots=True)
class Founder:
    """What the first-run page asks for."""

    house: str
    counselor: str
    phone: str
    passphrase: str


def found(
    db: sqlite_utils.Database,
    founder: Founder,
    recovery_public: bytes,
    cost: Cost,
    moment: Moment,
) -> bytes:
    """Set the house up: its key pair, its first counselor, both key slots.

    Returns the house's private key, which is kept nowhere in clear.
    """
    if house.record(db):
        raise AlreadyFounded("This house has been set up before.")
    keyslots.check_strength(founder.passphrase, [founder.house, founder.counselor, founder.phone])
    key = PrivateKey.generate()
    at = stamp(db, moment)["at"]
    db.table("house").insert(
        {"id": 1, "name": founder.house, "public_key": bytes(key.public_key), "founded_at": at}
    )
    counselor = house.add_counselor(db, founder.counselor, founder.phone, moment)
    keyslots.add(db, counselor, keyslots.wrap(bytes(key), founder.passphrase, cost))
    recovery.add(db, bytes(key), recovery_public)
    audit.note(db, moment, counselor, Action.FOUNDED, "house")
    return bytes(key)
