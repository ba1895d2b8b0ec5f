"""One house, wired: its records, its vault, its clock, its games and its way to headquarters."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from games.catalog import SKILLS
from kiosk import on_screen
from kiosk.arcade import Arcade
from kiosk.archivist import Archivist
from kiosk.config import HouseConfig
from kiosk.domain.hotlines import HOTLINES, Hotline
from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.settings import Settings
from kiosk.errors import NotFounded, StoreError
from kiosk.joining import Joining
from kiosk.power import Power
from kiosk.remote.remote import Remote
from kiosk.store import house as house_store
from kiosk.store import settings as settings_store
from kiosk.store.attendance import ratings
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.keys.vault import Vault
from kiosk.store.safety import mounted, moving
from kiosk.timekeeper import Timekeeper
from kiosk.written import Written
from sync.agent import Agent, Terms
from sync.carrying.road import Road

# Where the panel is opened: at the kiosk's screen, else on the device that has this id.
SCREEN = "panel"


@dataclass(frozen=True, slots=True)
class House:
    """All that a page may need; `clock()` tells the moment.

    place: where the panel of this page is, and so whose lock `vault` is. kiosk_vault: that of the
    kiosk itself, wherever this page is.
    """

    config: HouseConfig
    database: Database
    vault: Vault
    kiosk_vault: Vault
    clock: Callable[[], Moment]
    arcade: Arcade
    agent: Agent
    archivist: Archivist
    remote: Remote
    power: Power
    place: str = SCREEN
    joining: Joining = field(default_factory=Joining)
    written: Written = field(default_factory=Written)

    @property
    def timekeeper(self) -> Timekeeper | None:
        """Tell who learns the time better; None where a demo or a test moves the hands."""
        return self.clock if isinstance(self.clock, Timekeeper) else None

    @property
    def is_at_the_screen(self) -> bool:
        """Tell whether this is the kiosk itself, and not the panel on a device."""
        return self.place == SCREEN

    def settings(self) -> Settings:
        """Tell what an adult has set, as it stands now."""
        return _settings(self.database, self.config)

    def hotlines(self) -> tuple[Hotline, ...]:
        """Tell whom to call; where the records cannot be read, those of the country."""
        try:
            with self.database.reading() as db:
                return settings_store.hotlines(db)
        except StoreError:
            return HOTLINES

    def open_vault(self) -> Vault | None:
        """Find a vault that is open, at the kiosk or on a counselor's own device."""
        return next((vault for vault in self._vaults() if vault.is_open), None)

    def lock_for(self, counselor: str, *, but: Vault | None = None) -> None:
        """Lock the panel wherever it is unlocked for a counselor, `but` where she is."""
        for vault in self._vaults():
            if vault is not but:
                vault.lock_for(counselor)

    def _vaults(self) -> list[Vault]:
        return [self.kiosk_vault, *self.remote.vaults()]

    def close(self) -> None:
        """Lock up: stop what runs, forget the key wherever it is in use, let go of the records."""
        self.remote.turn_off()
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
    fill_ratings(database)
    clock = clock or Timekeeper(database)
    key_of = partial(_public_key, database)
    vault = Vault(key_of(), config.lock_seconds, learn=key_of)
    told_time = clock.told_by_headquarters if isinstance(clock, Timekeeper) else None
    agent = Agent(database.path, terms=terms_of(config, clock), told_time=told_time)
    archivist = Archivist(config, database, clock)
    arcade = Arcade(
        database,
        clock,
        limits=lambda: _settings(database, config).limits,
        environ=lambda: on_screen.environ(config.screen_directory, os.environ),
    )
    remote, power = Remote(), Power(config)
    return House(config, database, vault, vault, clock, arcade, agent, archivist, remote, power)


def open_founded(config: HouseConfig) -> House:
    """Open a house that has been set up; where there is none, none is begun.

    Raises NotFounded or StoreError.
    """
    mounted.insist(config.directory)
    # What may not be looked at says so when it is opened.
    with suppress(OSError):
        if not moving.is_there(config.directory / FILE_NAME):
            raise NotFounded("The house has not been set up yet.")
    house = open_house(config)
    try:
        with house.database.reading() as db:
            house_store.get(db)
    except BaseException:
        house.close()
        raise
    return house


def _public_key(database: Database) -> bytes | None:
    with database.reading() as db:
        record = house_store.record(db)
    return record.public_key if record else None


def fill_ratings(database: Database) -> None:
    """Store what never was: plays were kept before ratings were, and some are struck.

    A house opens on a full card too: what is not stored is asked of the plays again.
    """
    if database.is_read_only:
        return
    with suppress(StoreError):
        with database.reading() as db:
            due = ratings.missing(db, SKILLS)
        if due:
            from kiosk import standings

            standings.fill(database, due)


def terms_of(config: HouseConfig, clock: Callable[[], Moment]) -> Terms:
    """Tell the agent what it may cost, and what the house knows of the date."""

    def now() -> int | None:
        moment = clock()
        return None if moment.clock is ClockState.UNKNOWN else int(moment.at.timestamp())

    def knows_date() -> bool:
        return clock().clock is ClockState.TRUSTED

    road = Road(config.authority, config.proxy or None, knows_date)
    month_bytes = round(config.month_megabytes * 1_000_000) or None
    return Terms(road, month_bytes, now, config.agent_longest_wait, apart=True)


def _settings(database: Database, config: HouseConfig) -> Settings:
    first = config.settings
    return database.remembered(first, lambda db: settings_store.settings(db, first))


def current_house() -> House:
    """Tell the house whose page is being made; on a device, as that device has it."""
    from flask import current_app, g

    house: House = g.get("house") or current_app.extensions["house"]
    return house


def house_if_any() -> House | None:
    """Tell the house whose page is being made; None where its records could not be opened."""
    from flask import current_app

    return current_house() if "house" in current_app.extensions else None
