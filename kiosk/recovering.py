"""Opens a house whose passphrases are all lost, with the two halves of a recovery key."""

from kiosk import keyholders
from kiosk.domain.audit import RECOVERY, Action
from kiosk.errors import Unreadable
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys import counselors, recovery
from kiosk.store.keys.vault import Keeper
from kiosk.store.rights import audit


def recover(house: House, recovery_private: bytes, name: str, phone: str, passphrase: str) -> None:
    """Add a counselor with a passphrase of her own; works with no network.

    Raises Unreadable or WeakPassphrase, with nothing changed.
    """
    private_key = _open(house, recovery_private)
    wrapped = keyholders.new_slot(house, private_key, name, phone, passphrase)
    with house.database.transaction() as db:
        counselor = counselors.join(db, name, phone, wrapped, house.clock(), RECOVERY)
        audit.note(db, house.clock(), counselor, Action.RECOVERED_HOUSE, "house")


def rehearse(house: House, recovery_private: bytes) -> None:
    """Do all of it up to reading a record; nothing changes but a line in the audit.

    Raises Unreadable.
    """
    _read_a_record(house, _open(house, recovery_private))
    with house.database.transaction() as db:
        audit.note(db, house.clock(), RECOVERY, Action.REHEARSED_RECOVERY, "house")


def _open(house: House, recovery_private: bytes) -> bytes:
    """Unwrap the house's key, which is known by its public half: no record need be whole."""
    with house.database.reading() as db:
        public_key = house_store.get(db).public_key
        return recovery.open_slot(recovery.slots(db), recovery_private, public_key)


def _read_a_record(house: House, private_key: bytes) -> None:
    with house.database.reading() as db:
        sealed = recovery.any_sealed(db)
    house.vault.unlock(private_key, Keeper(RECOVERY, RECOVERY))
    try:
        house.vault.open_record(sealed or house.vault.seal({"rehearsal": True}))
    except Unreadable as error:
        raise Unreadable("The key opens, but the record it was tried on is damaged.") from error
    finally:
        house.vault.lock()
