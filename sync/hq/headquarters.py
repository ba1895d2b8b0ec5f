"""What every view of headquarters works with, wired once by create_app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app

from sync.hq.config import HqConfig
from sync.hq.keyring import Keyring, LiveKeyring
from sync.hq.receive.later import Later
from sync.hq.receive.receiving import Receiving
from sync.hq.running.this_minute import ThisMinute
from sync.hq.store.database import Database

TIMEZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Headquarters:
    """Hold the configuration, the database, the keys, the clock, and what takes envelopes in.

    later: what takes in what came while the database was away. this_minute: who sent how much.
    """

    config: HqConfig
    database: Database
    live_ring: LiveKeyring
    clock: Callable[[], datetime]
    receiving: Receiving
    later: Later
    this_minute: ThisMinute

    @property
    def ring(self) -> Keyring:
        """Tell the keys, as they are now."""
        return self.live_ring.read()

    def today(self) -> date:
        """Tell the houses' calendar day."""
        return self.clock().astimezone(ZoneInfo(TIMEZONE)).date()


def utc_now() -> datetime:
    """Read the machine's clock."""
    return datetime.now(UTC)


def midnight(day: date) -> int:
    """Tell when a calendar day of the houses begins, in unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(TIMEZONE)).timestamp())


def current_headquarters() -> Headquarters:
    """Find the headquarters that this request is for."""
    return cast(Headquarters, current_app.extensions["headquarters"])
