"""One house, wired: its records, its vault, its clock and its games."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.arcade import Arcade
from kiosk.config import HouseConfig
from kiosk.domain.moment import Moment
from kiosk.store import house as house_store
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.stamps import last_at
from kiosk.store.vault import Vault
from kiosk.timekeeper import Timekeeper


@dataclass(frozen=True, slots=True)
class House:
    """All that a page may need; `clock()` tells the moment."""

    config: HouseConfig
    database: Database
    vault: Vault
    clock: Callable[[], Moment]
    arcade: Arcade

    def close(self) -> None:
        """Lock up: stop the game, forget the key, let go of the records."""
        self.arcade.stop()
        self.vault.lock()
        self.database.close()


def open_house(config: HouseConfig, clock: Callable[[], Moment] | None = None) -> House:
    """Open the house's records. Raises StoreError."""
    database = Database(config.directory / FILE_NAME)
    with database.reading() as db:
        record = house_store.record(db)
        last = last_at(db)
    clock = clock or Timekeeper(last)
    vault = Vault(record.public_key if record else None, config.lock_seconds)
    return House(config, database, vault, clock, Arcade(database, clock))


def current_house() -> House:
    """Tell the house whose page is being made."""
    from flask import current_app

    house: House = current_app.extensions["house"]
    return house
