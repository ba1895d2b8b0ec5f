"""One house, wired: its records, its vault, its clock, its games and its way to headquarters."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.arcade import Arcade
from kiosk.archivist import Archivist
from kiosk.config import HouseConfig
from kiosk.domain.moment import Moment
from kiosk.store import house as house_store
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.stamps import last_at
from kiosk.store.vault import Vault
from kiosk.timekeeper import Timekeeper
from sync.agent import Agent


@dataclass(frozen=True, slots=True)
class House:
    """All that a page may need; `clock()` tells the moment."""

    config: HouseConfig
    database: Database
    vault: Vault
    clock: Callable[[], Moment]
    arcade: Arcade
    agent: Agent
    archivist: Archivist

    def close(self) -> None:
        """Lock up: stop what runs, forget the key, let go of the records."""
        self.agent.stop()
        self.archivist.stop()
        self.arcade.stop()
        self.vault.lock()
        self.database.close()


def open_house(
    config: HouseConfig,
    clock: Callable[[], Moment] | None = None,
    database: Database | None = None,
) -> House:
    """Open the house's records, or wire those that are open. Raises StoreError."""
    database = database or Database(config.directory / FILE_NAME, config.backup_directory)
    with database.reading() as db:
        record = house_store.record(db)
        last = last_at(db)
    clock = clock or Timekeeper(last)
    vault = Vault(record.public_key if record else None, config.lock_seconds)
    agent = Agent(database.path, longest_wait=config.agent_longest_wait)
    archivist = Archivist(config, database, clock)
    return House(config, database, vault, clock, Arcade(database, clock), agent, archivist)


def current_house() -> House:
    """Tell the house whose page is being made."""
    from flask import current_app

    house: House = current_app.extensions["house"]
    return house
