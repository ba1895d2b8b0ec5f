"""GET /healthz: whether headquarters can work."""

import shutil
import time
from datetime import UTC
from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from sync.hq.backup import last
from sync.hq.errors import DatabaseAway, HqError
from sync.hq.headquarters import Headquarters, current_headquarters
from sync.hq.people import access
from sync.hq.running import own_network

# With less than this on the disk nothing is sure to be kept.
LEAST_FREE_MB = 16
_STEP = text("SELECT version_num FROM alembic_version")


@access.anybody
def healthz() -> ResponseReturnValue:
    """Tell a monitor whether headquarters can work; whoever is not near hears no more than that."""
    facts = look(current_headquarters())
    said = {"service": "headquarters", **facts}
    if not own_network.is_monitor():
        said = {name: said[name] for name in ("service", "ok", "database")}
    return jsonify(said), 200 if facts["ok"] else 503


def look(hq: Headquarters) -> dict[str, Any]:
    """Look at what headquarters stands on: a query, a try of its tables, the disk."""
    facts = _database(hq) | _disk(hq) | _keys(hq) | _backup(hq)
    facts["waiting_bytes"] = hq.later.size()
    facts["clock"] = hq.clock().astimezone(UTC).isoformat(timespec="seconds")
    has_room = facts["disk_free_mb"] >= LEAST_FREE_MB
    is_well = facts["database"] == "open" and facts["keys"] == "readable" and has_room
    return {"ok": is_well, **facts}


def _database(hq: Headquarters) -> dict[str, Any]:
    begun = time.perf_counter()
    try:
        with hq.database.reading() as connection:
            step = connection.execute(_STEP).scalar_one()
        took = round((time.perf_counter() - begun) * 1000, 1)
        hq.database.look()
    except DatabaseAway:
        return {"database": "away"}
    return {"database": "open", "query_ms": took, "schema": int(step)}


def _disk(hq: Headquarters) -> dict[str, Any]:
    try:
        return {"disk_free_mb": shutil.disk_usage(hq.config.data).free // 2**20}
    except OSError:
        return {"disk_free_mb": 0}


def _keys(hq: Headquarters) -> dict[str, Any]:
    try:
        _ = hq.ring
    except HqError:
        return {"keys": "damaged"}
    return {"keys": "readable"}


def _backup(hq: Headquarters) -> dict[str, Any]:
    made = last.made_at(hq.config.data)
    hours = None if made is None else round((hq.clock().timestamp() - made) / 3600, 1)
    return {"backup_hours_ago": hours}
