"""Those who hold the house's key: letting them in, adding one, changing a slot, handing over.

A passphrase is stretched with the records let go of: a child never waits for it.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlite_utils

from kiosk.domain.audit import SOMEBODY, Action
from kiosk.errors import StoreError, WeakPassphrase, WrongPassphrase
from kiosk.founding import foundations_key
from kiosk.house import House
from kiosk.store import devices, settings
from kiosk.store import house as house_store
from kiosk.store.keys import carried, counselors, keyslots, patience, recovery
from kiosk.store.keys.carried import CarriedKey
from kiosk.store.keys.keyslots import Cost, OpenedSlot
from kiosk.store.people import children
from kiosk.store.rights import audit
from sync.sticks import mounted


def sticks(house: House) -> list[Path]:
    """List the USB sticks that are in."""
    return mounted(house.config.sticks)


def prove(house: House, passphrase: str, counselor: str | None = None) -> OpenedSlot:
    """Open a slot, any or a certain counselor's, with what she typed and the sticks that are in.

    Raises WrongPassphrase, after counting and noting it.
    """
    with house.database.reading() as db:
        slots = keyslots.passphrase_slots(db, counselor)
    try:
        opened = keyslots.try_passphrase(slots, passphrase, carried.found_on(sticks(house)))
    except WrongPassphrase:
        with house.database.transaction() as db:
            patience.note_wrong(db)
            audit.note(
                db, house.clock(), counselor or SOMEBODY, Action.FAILED_TO_UNLOCK, house.place
            )
        raise
    with house.database.transaction() as db:
        patience.reset(db)
    return opened


def unlock(house: House, passphrase: str) -> None:
    """Open the vault for whose slot opens, and renew what has become old. Raises WrongPassphrase.

    A slot that costs less to guess than is configured now is wrapped anew; the foundation gets
    a slot when its recovery key has become known since. Children may have grown older, too.
    """
    opened = prove(house, passphrase)
    renewed = _at_todays_cost(house, opened, passphrase)
    with house.database.transaction() as db:
        keyslots.check_is_there(db, opened)
        keeper = house_store.keeper(db, opened.counselor)
        audit.note(db, house.clock(), keeper.id, Action.UNLOCKED, house.place)
        if not house.is_at_the_screen:
            devices.note_use(db, house.place, house.clock())
        if renewed:
            keyslots.replace(db, opened.slot, renewed)
        _let_the_foundation_recover(house, db, opened.private_key, keeper.id)
    # At one moment with the records: her time may be ended just now.
    with house.database.reading() as db:
        keyslots.check_is_there(db, opened)
        house.vault.unlock(opened.private_key, keeper)
    if renewed:
        house.database.scrub_now_or_later()
    with suppress(StoreError), house.database.transaction() as db:
        children.refresh_ages(db, house.vault, house.clock())


def add(
    house: House,
    private_key: bytes,
    name: str,
    phone: str,
    passphrase: str,
    *,
    carries: CarriedKey | None = None,
    who: str | None = None,
) -> str:
    """Add a counselor; returns her id. Raises WeakPassphrase."""
    wrapped = new_slot(house, private_key, name, phone, passphrase, carries)
    with house.database.transaction() as db:
        return counselors.join(db, name, phone, wrapped, house.clock(), who)


def new_slot(
    house: House,
    private_key: bytes,
    name: str,
    phone: str,
    passphrase: str,
    carries: CarriedKey | None = None,
) -> dict[str, Any]:
    """Wrap the house's key for a counselor who is to be added. Raises WeakPassphrase."""
    _check(house, passphrase, name, phone)
    return keyslots.wrap(private_key, passphrase, cost_of(house), carries)


def change_passphrase(house: House, opened: OpenedSlot, passphrase: str) -> None:
    """Wrap the same key under another passphrase; no record changes. Raises WeakPassphrase."""
    with house.database.reading() as db:
        known = counselors.get(db, opened.counselor)
    _check(house, passphrase, known.name, known.phone, opened.slot)
    _rewrap(house, opened, passphrase, opened.carried, Action.CHANGED_PASSPHRASE)


def carry(house: House, opened: OpenedSlot, passphrase: str, key: CarriedKey | None) -> None:
    """Let a slot need a carried key besides its passphrase, or need none any more."""
    _rewrap(house, opened, passphrase, key, Action.CHANGED_CARRIED_KEY)


def hand_over(house: House, counselor: str) -> None:
    """End a counselor's time, and that of her devices, and lock wherever the panel is open for her.

    Raises UnknownCounselor, LastKey.
    """
    keeper = house.vault.keeper
    with house.database.transaction() as db:
        counselors.leave(db, counselor, house.clock(), keeper.id)
        settings.end_absence_of(db, counselor)
        house.remote.end_pairing(counselor)
        hers = [one.id for one in devices.paired(db) if one.counselor == counselor]
        for device in hers:
            devices.take_away(db, device, house.clock(), keeper.id)
    for device in hers:
        house.remote.lock(device)
    house.lock_for(counselor)
    house.database.scrub_now_or_later()


def cost_of(house: House) -> Cost:
    """Tell what a guess at a new slot costs."""
    return Cost(memory_kib=house.config.argon2_memory_kib)


def _check(
    house: House, passphrase: str, name: str, phone: str, own_slot: int | None = None
) -> None:
    with house.database.reading() as db:
        door, slots = house_store.get(db).name, keyslots.passphrase_slots(db)
    keyslots.check_strength(passphrase, [door, name, phone])
    # Two who type the same are one at the door: whoever was there first, and after her time has
    # ended her passphrase would open still. That somebody has it is not told.
    others = [slot for slot in slots if slot["id"] != own_slot]
    with suppress(WrongPassphrase):
        keyslots.try_passphrase(others, passphrase, carried.found_on(sticks(house)))
        raise WeakPassphrase(keyslots.EASY_TO_GUESS)


def _rewrap(
    house: House, opened: OpenedSlot, passphrase: str, key: CarriedKey | None, action: Action
) -> None:
    wrapped = keyslots.wrap(opened.private_key, passphrase, cost_of(house), key)
    with house.database.transaction() as db:
        keyslots.replace(db, opened.slot, wrapped)
        audit.note(db, house.clock(), opened.counselor, action, opened.counselor)
    # Whoever knows what opened until now may have opened it elsewhere.
    house.lock_for(opened.counselor, but=house.vault)
    house.database.scrub_now_or_later()


def _at_todays_cost(house: House, opened: OpenedSlot, passphrase: str) -> dict[str, Any] | None:
    cost = cost_of(house)
    if opened.cost.work >= cost.work:
        return None
    return keyslots.wrap(opened.private_key, passphrase, cost, opened.carried)


def _let_the_foundation_recover(
    house: House, db: sqlite_utils.Database, private_key: bytes, who: str
) -> None:
    recipient = foundations_key(house, db)
    if recipient and not recovery.is_for(db, recipient):
        recovery.add(db, private_key, recipient)
        audit.note(db, house.clock(), who, Action.ADDED_RECOVERY_SLOT, "house")
