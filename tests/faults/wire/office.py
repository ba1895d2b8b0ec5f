"""Headquarters' end: the real application on a real socket, which can die or fill its disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from threading import Lock

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from sync.hq import setup
from sync.hq.answer import consulting, post
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.headquarters import Headquarters
from sync.hq.register import houses
from sync.messages import ANNOUNCEMENT, GUIDANCE, Bulletin
from tests.faults.wire.killing import NO_LIMIT, Killed
from tests.sync.hq.cast import NOW, PASSWORD, listening


@dataclass
class Clock:
    """A clock that jumps, and remembers every time it has told."""

    now: datetime = NOW
    told: set[int] = field(default_factory=set)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        self.told.add(int(self.now.timestamp()))
        return self.now


@dataclass
class Fate:
    """What happens to the database: where it is killed, and whether its disk is full.

    statements: it dies of the last of so many; 0 where it lives. at_commit: it dies of a commit.
    """

    statements: int = 0
    at_commit: bool = False
    is_full: bool = False
    has_died: bool = False
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def strike(self, *, commits: bool = False) -> None:
        """Count a statement; the last one does not come to its end, nor does any other then."""
        with self.lock:
            if self.statements == 1 or (commits and self.at_commit) or self.has_died:
                self.has_died = True
                raise Killed
            self.statements = max(0, self.statements - 1)

    def forget(self) -> bool:
        """Start again; tell whether it had died."""
        with self.lock:
            has_died, self.has_died = self.has_died, False
            self.statements, self.at_commit = 0, False
        return has_died


@dataclass
class Office:
    """A headquarters that listens; houses come to it by roads. port: where."""

    hq: Headquarters
    port: int
    clock: Clock
    fate: Fate = field(default_factory=Fate)

    def __post_init__(self) -> None:
        # No method of headquarters' own hands it out: nobody else kills it.
        suffer(self.hq.database._engine, self.fate)

    def died(self) -> bool:
        """Tell, once, whether it was killed over the last request; it has started again since."""
        return self.fate.forget()

    def meets(self, rng: Random) -> None:
        """Let something happen to it, or to its clock, or nothing."""
        chance = rng.random()
        self.fate.statements = rng.randrange(1, 40) if chance < 0.12 else 0
        self.fate.at_commit = 0.12 <= chance < 0.22
        self.fate.is_full = 0.22 <= chance < 0.29
        if chance > 0.9:
            self.clock.now += timedelta(days=rng.choice((-300, -1, 2, 700)))

    def recover(self) -> None:
        """Let nothing happen to it any more."""
        self.fate.forget()
        self.fate.is_full = False

    def new_house(self) -> tuple[str, str]:
        """List a house; tell its id and its one-time code."""
        with self.hq.database.transaction() as connection:
            added = houses.add(connection, "大坪村爱佑之家", "yuexi", self.clock())
            return added.house, houses.give_code(connection, added.house, self.clock())

    def write_to(self, house: str, rng: Random) -> None:
        """Write something to a house."""
        kind = rng.choice((ANNOUNCEMENT, GUIDANCE))
        bulletin = Bulletin(1, f"通知{rng.randrange(1000)}", "水" * rng.randrange(1, 900))
        with self.hq.database.transaction() as connection:
            post.write(connection, kind, bulletin.content(), "lin", self.clock(), house=house)

    def answer_all(self) -> None:
        """Let an expert answer all that the panel was asked."""
        key = self.hq.ring.panel_keys
        with self.hq.database.transaction() as connection:
            for one in consulting.open_questions(connection, key):
                assert one.question
                text = reply_to(one.question.text)
                consulting.answer(connection, key, one.tag, text, "chen", self.clock())


def reply_to(question: str) -> str:
    """Tell what the expert always replies."""
    return f"答：{question}"


def suffer(engine: Engine, fate: Fate) -> None:
    """Let a database meet its fate."""

    @event.listens_for(engine, "before_cursor_execute")
    def execute(*_: object) -> None:
        fate.strike()

    @event.listens_for(engine, "commit")
    def commit(_: Connection) -> None:
        fate.strike(commits=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw = connection.connection.dbapi_connection
        if isinstance(raw, sqlite3.Connection):
            pages = 1 if fate.is_full else NO_LIMIT
            raw.execute(f"PRAGMA max_page_count = {pages}").fetchone()


@contextmanager
def opened(directory: Path, database: str | None = None) -> Iterator[Office]:
    """Set a headquarters up, on SQLite or at the address of a PostgreSQL, and let it listen."""
    config, clock = set_up(directory, database), Clock()
    app = create_app(config, clock)
    with listening(app) as url:
        yield Office(app.extensions["headquarters"], int(url.rpartition(":")[2]), clock)


def set_up(directory: Path, database: str | None = None) -> HqConfig:
    """Set a headquarters up that nobody has switched on."""
    config = HqConfig(data=directory, database=database)
    setup.initialise(config, "lin", PASSWORD, NOW - timedelta(days=90))
    return config
