"""The house's end: a real house that lets children in, closes days, asks, and takes steps."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from threading import Thread
from typing import NamedTuple

from kiosk.config import HouseConfig
from kiosk.domain.consent import Purpose
from kiosk.errors import StoreError
from kiosk.house import House, open_house
from kiosk.store import house as house_store
from kiosk.store.keys.vault import Keeper
from sync import enrolment, records
from sync.batch import MOST
from sync.carrying.step import Carry, step
from sync.couriers.http import HttpCourier
from sync.envelope import fingerprint
from sync.keys import generate_sealing_key
from tests.cast import Hands, add_child, found, open_slot
from tests.faults.wire.killing import Blow

CHILDREN = 6

# What the agent outlives, since the next step may go.
_OUTLIVED = (sqlite3.Error, OSError, ValueError)

_WAITING = "SELECT epoch, seq, kind, envelope FROM outbox WHERE envelope IS NOT NULL"
_SIGHT = "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM inbox)"


@dataclass(frozen=True)
class Template:
    """A house that is copied for each run, and what its counselor's passphrase opens."""

    config: HouseConfig
    private_key: bytes
    keeper: Keeper

    def moved_in(self, directory: Path, url: str) -> "HouseEnd":
        """Open a copy at the beginning of a road."""
        shutil.copytree(self.config.directory, directory)
        return HouseEnd(replace(self, config=replace(self.config, data=directory)), url)


def make_template(directory: Path) -> Template:
    """Make a house of a few children, of which each run gets a copy."""
    config = HouseConfig(data=directory, argon2_memory_kib=1024)
    house = open_house(config, Hands())
    found(house, generate_sealing_key()[1])
    with house.database.reading() as db:
        opened = open_slot(db)
        keeper = house_store.keeper(db, opened.counselor)
    house.vault.unlock(opened.private_key, keeper)
    for number in range(CHILDREN):
        add_child(house, f"孩子{number}", keeps=set(Purpose), birth=date(2017, 1, 1))
    house.close()
    return Template(config, opened.private_key, keeper)


class Sight(NamedTuple):
    """How many envelopes there ever were, and how many messages."""

    minted: int
    messages: int


@dataclass
class HouseEnd:
    """A house on a road.

    url: where the road begins. patience: seconds that it waits for an answer. most: how many
    envelopes a request carries. carry: how they go; over HTTP when None. name: its id. blow: what
    happens to its database. minted: kind and fingerprint of every envelope that it ever had, by
    epoch and number. told: the times that it believed. asked: its questions. longest: how many
    envelopes ever waited. broken: how many acts and steps a kill or a full disk ended. troubles:
    what looked wrong on the way, in sentences.
    """

    made: Template
    url: str
    patience: float = 10.0
    most: int = MOST
    carry: Carry | None = None
    name: str = ""
    hands: Hands = field(default_factory=Hands)
    blow: Blow = field(default_factory=Blow)
    minted: dict[tuple[bytes, int], tuple[str, bytes]] = field(default_factory=dict)
    told: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    longest: int = 0
    broken: int = 0
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Start, with counselor Li at the desk."""
        self.house: House = open_house(self.made.config, self.hands)
        self.house.vault.unlock(self.made.private_key, self.made.keeper)
        self.courier = HttpCourier(self.url, self.patience)

    def restart(self) -> None:
        """Start again after a kill; what happened to it is over."""
        self.blow = Blow()
        self.close()
        self.open()

    def close(self) -> None:
        """Leave, and let the road go."""
        self.courier.close()
        self.house.close()

    def wait_for(self, seconds: float) -> None:
        """Have so much patience from now on, on a connection that is new."""
        self.patience = seconds
        self.courier.close()
        self.courier = HttpCourier(self.url, seconds)

    def enrol(self, code: str) -> None:
        """Get to know headquarters, and be known under a name."""
        known = enrolment.enrol(self.url, code)
        with self.house.database.transaction() as db:
            enrolment.save(db, known)
        self.name = known.house

    def act(self, what: Callable[["HouseEnd", Random], None], rng: Random) -> bool:
        """Let a person do something; False where a blow got in the way. Who died starts again."""
        with self.house.database.reading() as db:
            connection = db.conn
        try:
            with self.blow.on(connection):
                what(self, rng)
        except (StoreError, *_OUTLIVED):
            self.broken += 1
            if self.blow.instructions is not None:
                self.restart()
            return False
        return True

    def steps(self, how_many: int = 1) -> None:
        """Let so many programs of the house take a step at one moment.

        One keeps its connection from step to step while all goes well, as a drain does.
        """
        before = self.look()
        together = [Thread(target=self._step_aside) for _ in range(how_many - 1)]
        for one in together:
            one.start()
        if not self._step(self.courier):
            self.wait_for(self.patience)
        for one in together:
            one.join()
        after = self.look()
        if after.minted > before.minted + (after.messages > before.messages):
            self.troubles.append("the queue grew by itself")

    def _step_aside(self) -> None:
        with HttpCourier(self.url, self.patience) as courier:
            self._step(courier)

    def _step(self, courier: HttpCourier) -> bool:
        """Take one step as the agent does, on its own connection; tell whether all went well."""
        carry = self.carry or courier.carry
        with closing(records.open_database(self.house.database.path)) as db:
            try:
                with self.blow.on(db.conn):
                    return step(db, carry, self.told.append, self.most).trouble is None
            except _OUTLIVED:
                self.broken += 1
                return False

    def look(self) -> Sight:
        """Note what was minted, and that the bytes of an envelope never change."""
        with self.house.database.reading() as db:
            rows = db.execute(_WAITING).fetchall()
            sight = Sight(*db.execute(_SIGHT).fetchone())
        for epoch, seq, kind, data in rows:
            found = kind, fingerprint(data)
            if self.minted.setdefault((epoch, seq), found) != found:
                self.troubles.append(f"envelope {seq} has changed")
        self.longest = max(self.longest, len(rows))
        return sight
