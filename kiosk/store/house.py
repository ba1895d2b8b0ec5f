"""The house itself, and the counselors who hold its key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import sqlite_utils
from nacl.public import PrivateKey

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment, from_ms
from kiosk.errors import AlreadyFounded, NotFounded, UnknownCounselor
from kiosk.store import audit, keyslots, recovery
from kiosk.store.keyslots import Cost
from kiosk.store.stamps import stamp
from kiosk.store.vault import Keeper


@dataclass(frozen=True, slots=True)
class HouseRecord:
    """The name on the door and the key to which the sealed tier is written."""

    name: str
    public_key: bytes
    founded: datetime


@dataclass(frozen=True, slots=True)
class Founder:
    """What the first-run page asks for."""

    house: str
    counselor: str
    phone: str
    passphrase: str


def record(db: sqlite_utils.Database) -> HouseRecord | None:
    """Tell the house's record; None before it is set up."""
    for row in db.table("house").rows:
        return HouseRecord(row["name"], row["public_key"], from_ms(row["founded_at"]))
    return None


def get(db: sqlite_utils.Database) -> HouseRecord:
    """Tell the house's record. Raises NotFounded before it is set up."""
    found = record(db)
    if found is None:
        raise NotFounded("The house has not been set up yet.")
    return found


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
    if record(db):
        raise AlreadyFounded("This house has been set up before.")
    keyslots.check_strength(founder.passphrase, [founder.house, founder.counselor, founder.phone])
    key = PrivateKey.generate()
    at = stamp(db, moment)["at"]
    db.table("house").insert(
        {"id": 1, "name": founder.house, "public_key": bytes(key.public_key), "founded_at": at}
    )
    counselor = add_counselor(db, founder.counselor, founder.phone, moment)
    keyslots.add(db, counselor, keyslots.wrap(bytes(key), founder.passphrase, cost))
    recovery.add(db, bytes(key), recovery_public)
    audit.note(db, moment, counselor, Action.FOUNDED, "house")
    return bytes(key)


def add_counselor(db: sqlite_utils.Database, name: str, phone: str, moment: Moment) -> str:
    """Add a counselor and return the new id."""
    counselor = uuid4().hex
    db.table("counselors").insert(
        {"id": counselor, "name": name, "phone": phone, "since": moment.ms}
    )
    return counselor


def keeper(db: sqlite_utils.Database, counselor: str) -> Keeper:
    """Tell the name of a counselor. Raises UnknownCounselor."""
    row = db.execute("SELECT id, name FROM counselors WHERE id = ?", [counselor]).fetchone()
    if row is None:
        raise UnknownCounselor("No counselor of this house has this id.")
    return Keeper(*row)


def counselor_names(db: sqlite_utils.Database) -> list[str]:
    """List the counselors' names, the longest in office first."""
    return [row["name"] for row in db.table("counselors").rows_where(order_by="since")]


def names(db: sqlite_utils.Database) -> dict[str, str]:
    """Tell every counselor's name by her id, the longest in office first."""
    return {row["id"]: row["name"] for row in db.table("counselors").rows_where(order_by="since")}


def first_keeper(db: sqlite_utils.Database) -> Keeper:
    """Tell the counselor who set the house up."""
    row = db.execute("SELECT id, name FROM counselors ORDER BY since LIMIT 1").fetchone()
    if row is None:
        raise UnknownCounselor("The house has no counselor yet.")
    return Keeper(*row)
