"""Plans: sealed; the card tells how many there are, and nothing else."""

from collections.abc import Mapping
from datetime import date, time
from secrets import token_hex
from typing import Any

import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.moment import Moment
from kiosk.domain.plans import Plan, PlanRecord, settle
from kiosk.errors import UnknownRecord, Unreadable
from kiosk.store.keys.vault import Vault
from kiosk.store.rights import audit


def add(db: sqlite_utils.Database, vault: Vault, plan: Plan, moment: Moment) -> str:
    """Keep a plan and return its id. Raises TooLong."""
    plan_id = token_hex(16)
    db.table("plans").insert({"id": plan_id, "record": _sealed(vault, plan)})
    audit.note(db, moment, vault.keeper.id, Action.ADDED_PLAN, plan_id)
    return plan_id


def everything(db: sqlite_utils.Database, vault: Vault) -> list[PlanRecord]:
    """Open every plan; a damaged one tells nothing. Raises VaultLocked."""
    found = []
    for row in list(db.table("plans").rows_where(order_by="id")):
        try:
            found.append(_to_record(vault, row))
        except Unreadable:
            found.append(PlanRecord(row["id"], None))
    return found


def get(db: sqlite_utils.Database, vault: Vault, plan_id: str) -> Plan:
    """Open a plan. Raises UnknownRecord, Unreadable or VaultLocked."""
    plan = _to_record(vault, _row(db, plan_id)).plan
    if plan is None:
        raise UnknownRecord("No plan of this house has this id.")
    return plan


def due(db: sqlite_utils.Database, vault: Vault, plan_id: str, day: date) -> Plan:
    """Open a plan of which a day is still to be told about. Raises as `tell` and `get` do."""
    plan = get(db, vault, plan_id)
    if not plan.falls_on(day) or day in plan.settled:
        raise UnknownRecord("This plan is not for that day.")
    return plan


def tell(db: sqlite_utils.Database, vault: Vault, plan_id: str, day: date, moment: Moment) -> None:
    """Note that a day of a plan was told about; a plan that is over goes.

    Raises UnknownRecord where the plan is gone, not for that day, or was told about for it.
    """
    told = settle(due(db, vault, plan_id, day), day)
    if told.is_over:
        db.table("plans").delete(plan_id)
    else:
        db.table("plans").update(plan_id, {"record": _sealed(vault, told)})
    audit.note(db, moment, vault.keeper.id, Action.CHANGED_PLAN, plan_id)


def end(db: sqlite_utils.Database, vault: Vault, plan_id: str, moment: Moment) -> None:
    """Plan it no more. Raises UnknownRecord."""
    _row(db, plan_id)
    db.table("plans").delete(plan_id)
    audit.note(db, moment, vault.keeper.id, Action.DELETED_PLAN, plan_id)


def _row(db: sqlite_utils.Database, plan_id: str) -> dict[str, Any]:
    for row in db.table("plans").rows_where("id = ?", [plan_id]):
        return dict(row)
    raise UnknownRecord("No plan of this house has this id.")


def _sealed(vault: Vault, plan: Plan) -> bytes:
    return vault.seal(
        {
            "name": plan.name,
            "first": plan.first.isoformat(),
            "start": plan.start.isoformat("minutes"),
            "minutes": plan.minutes,
            "weekly": plan.weekly,
            "settled": sorted(day.isoformat() for day in plan.settled),
        }
    )


def _to_record(vault: Vault, row: Mapping[str, Any]) -> PlanRecord:
    record = vault.open_record(row["record"])
    plan = Plan(
        name=record["name"],
        first=date.fromisoformat(record["first"]),
        start=time.fromisoformat(record["start"]),
        minutes=record["minutes"],
        weekly=record["weekly"],
        settled=frozenset(map(date.fromisoformat, record["settled"])),
    )
    return PlanRecord(row["id"], plan)
