"""How the houses and the database stand, looked up at most once a minute."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Self

from flask import current_app
from sqlalchemy import Connection, func, select, text

from sync.hq.headquarters import Headquarters
from sync.hq.register import houses
from sync.hq.see.board import State, state
from sync.hq.store.schema import quarantine

# All houses are read for it: monitoring may ask more often than that is worth.
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

    houses: how many are silent, waiting, well. heard: the share of those connected of which
    something came within a day, 0 to 1. set_aside: envelopes in quarantine.
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
        now, listed = hq.clock(), houses.everyone(connection)
        states = Counter(state(house, now, hq.config.silent_days) for house in listed)
        connected = [house for house in listed if house.verify_key is not None]
        heard = sum((house.last_seen or 0) > now.timestamp() - _DAY for house in connected)
        return cls(
            {str(one): states[one] for one in State},
            heard / len(connected) if connected else 0.0,
            connection.execute(_SIZE[connection.dialect.name]).scalar_one(),
            connection.execute(select(func.count()).select_from(quarantine)).scalar_one(),
        )
