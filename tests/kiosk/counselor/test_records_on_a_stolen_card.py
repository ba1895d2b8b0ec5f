"""What is typed into the pages of records is nowhere on the card in clear."""

from pathlib import Path

from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.keys.vault import LONG
from tests.kiosk.counselor.casework.test_cases import (
    CALL,
    FOLLOW_UP,
    HOME_VISIT,
    NOTE,
    RISK,
    SERVICE,
    SHELTER,
    add,
)
from tests.kiosk.counselor.children.test_household import GRANNY, UNCLE
from tests.kiosk.counselor.day.test_activities import READING
from tests.kiosk.counselor.panel import Form, post

CANARIES = {
    "note": "canary-note-6171",
    "follow_up": "canary-follow-up-2209",
    "result": "canary-result-7741",
    "risk_level": "canary-risk-5512",
    "home_visit": "canary-home-visit-8081",
    "service": "canary-service-3300",
    "step": "canary-step-4418",
    "person": "canary-uncle-9014",
    "activity": "canary-activity-1187",
}


def raw(house: House) -> bytes:
    """Read the database and its log as a thief would."""
    paths = [house.database.path, Path(f"{house.database.path}-wal")]
    return b"".join(path.read_bytes() for path in paths)


def type_everything(client: FlaskClient, house: House, child: Child) -> None:
    """Type a canary into every field of text that the pages of records have."""
    forms: tuple[tuple[str, dict[str, Form]], ...] = (
        ("note", {**NOTE, "text": CANARIES["note"]}),
        ("risk_level", {**RISK, "reason": CANARIES["risk_level"]}),
        ("home_visit", {**HOME_VISIT, "found": CANARIES["home_visit"]}),
        ("service", SHELTER),
        ("call", CALL),
    )
    for kind, form in forms:
        add(client, house, child, kind, form)
    due = add(client, house, child, "follow_up", {**FOLLOW_UP, "reason": CANARIES["follow_up"]})
    asked = add(client, house, child, "service", {**SERVICE, "note": CANARIES["service"]})
    one, today = f"/children/{child.id}", NOTE["day"]
    post(client, f"{one}/case/{due.id}/next", day=today, result=CANARIES["result"])
    step: dict[str, Form] = {"step": "agreed", "day": today, "note": CANARIES["step"]}
    post(client, f"{one}/case/{asked.id}/next", **step)
    post(client, f"{one}/household", **GRANNY, **{**UNCLE, "people-1-name": CANARIES["person"]})
    reading = {**READING, "name": CANARIES["activity"]}
    post(client, "/activities/new", **reading, participants=[child.id])
    post(client, "/calls/new", **{**CALL, "to": "ambulance"}, child="nobody")


def shown(client: FlaskClient, child: Child) -> str:
    one = f"/counselor/children/{child.id}"
    paths = [f"{one}/cases/{kind}" for kind in ("note", "follow_up", "risk_level", "home_visit")]
    paths += [
        f"{one}/cases/call",
        "/counselor/calls",
        f"{one}/cases/service",
        f"{one}/household",
        "/counselor/activities/2026-11",
    ]
    return "".join(client.get(path).text for path in paths)


def test_no_text_that_was_typed_is_on_the_card(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    type_everything(client, unlocked, panda)
    page, card = shown(client, panda), raw(unlocked)
    for kind, canary in CANARIES.items():
        assert canary in page, kind  # it was kept
        assert canary.encode() not in card, kind
    assert page.count("警察") == page.count("救护车") == 1
    for word in ("medical_aid", "temporary_shelter", "奶奶", "大伯", "police", "ambulance"):
        assert word.encode() not in card.replace(b"given_temporary_shelter", b""), word


def test_no_row_of_a_record_tells_the_child_nor_the_kind(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    type_everything(client, unlocked, panda)
    with unlocked.database.reading() as db:
        rows = [tuple(row) for table in ("cases", "activities", "households")
                for row in db.execute(f"SELECT * FROM {table}")]  # fmt: skip
        lengths = {len(row[-1]) for row in rows}
        audit = db.execute("SELECT DISTINCT action FROM audit").fetchall()
    assert len(rows) == 10
    assert lengths == {LONG + 48}
    for row in rows:
        cells = [cell if isinstance(cell, bytes) else str(cell).encode() for cell in row]
        for name in (panda.id.encode(), bytes.fromhex(panda.id)):
            assert not [cell for cell in cells if name in cell]
    told = " ".join(action for (action,) in audit)
    for kind in ("note", "follow", "risk", "home visit", "service", "call"):
        assert kind not in told
