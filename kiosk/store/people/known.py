"""All names and phone numbers that the house knows, so that none of them goes out by mistake."""

from contextlib import suppress

import sqlite_utils

from kiosk.domain.naming import Known
from kiosk.errors import Unreadable
from kiosk.store.keys.vault import Vault
from kiosk.store.people import children


def known(db: sqlite_utils.Database, vault: Vault) -> Known:
    """Tell the names and phones of all children and their households, as far as they can be read.

    Raises VaultLocked.
    """
    names, phones = set(), set()
    for child in children.everyone(db):
        names.add(child.nickname)
        with suppress(Unreadable):
            file = children.file_of(db, vault, child.id)
            names.add(file.legal_name)
            names |= {person.name for person in file.household.people}
            phones |= {person.phone for person in file.household.people}
    return Known(frozenset(names), frozenset(phones))
