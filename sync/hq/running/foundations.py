"""What headquarters stands on, looked at before it takes an address."""

from sync.hq import keyring
from sync.hq.config import HqConfig
from sync.hq.store.database import find_database


def check(config: HqConfig) -> None:
    """Raise the HqError that would end headquarters at its start.

    PostgreSQL is not asked: it may be away, and that is waited for while the address answers.
    """
    keyring.load(config.keys)
    database = find_database(config)
    try:
        if not config.database:
            database.step()
    finally:
        database.close()
