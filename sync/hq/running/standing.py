"""How the houses and the database stand, looked up at most once a minute."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Self

from flask import current_app
from sqlalchemy import Connection, case, func, select, text

from sync.hq.headquarters import Headquarters
from sync.hq.see import listing
from sync.hq.see.board import State
from sync.hq.store.schema import houses, quarantine
from sync.hq.told import place

# The database goes through all houses for it: monitoring may ask more often than that is worth.
_GOOD_FOR = 60.0
_DAY = 86_400
_SIZE = {
    "postgresql": text("SELECT pg_database_size(current_database())"),
    "sqlite": text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold what was found.

    houses: how many are silent, waiting, well, retired. heard: the share of those connected, and
    not retired, of which something came within a day, 0 to 1. set_aside: envelopes in quarantine.
    """

    houses: Mapping[str, int]
    heard: float
    database_bytes: int
    set_aside: int

    @classmethod
    def of(cls, hq: Headquarters) -> Self:
        """Look it up, or take what was found within the last minute."""
        with _lock:
            found, until = current_app.extensions.get("standing", (None, 0.0))
            if found is None or time.monotonic() > until:
                with hq.database.reading() as connection:
                    found = cls._look(hq, connection)
                current_app.extensions["standing"] = found, time.monotonic() + _GOOD_FOR
        return found  # type: ignore[no-any-return]

    @classmethod
    def _look(cls, hq: Headquarters, connection: Connection) -> Self:
        now = hq.clock()
        moment = listing.Moment(now, hq.config.silent_days)
        states = listing.count(connection, listing.Asked(place.PROGRAM), moment)
        return cls(
            {str(one): states[one] for one in State},
            _heard(connection, int(now.timestamp()) - _DAY),
            connection.execute(_SIZE[connection.dialect.name]).scalar_one(),
            connection.execute(select(func.count()).select_from(quarantine)).scalar_one(),
        )


def _heard(connection: Connection, since: int) -> float:
    is_expected = houses.c.verify_key.is_not(None) & houses.c.retired_on.is_(None)
    is_heard = case((houses.c.last_seen > since, 1.0), else_=0.0)
    return float(connection.execute(select(func.avg(is_heard)).where(is_expected)).scalar() or 0)
