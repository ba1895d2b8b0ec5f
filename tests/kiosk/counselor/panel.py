"""The forms of the panel, sent as a browser sends them, and what a form of a child holds."""

import re
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.domain.children import Child
from kiosk.house import House
from tests.cast import GUARDIAN, LEGAL_NAME, PHONE

Form = str | list[str]

FAWN: dict[str, Form] = {
    "nickname": "小鹿",
    "picture": "1F98C",
    "colour": "sky",
    "language": "zh_Hans",
    "legal_name": LEGAL_NAME,
    "birth": ["2018", "5", "20"],
    "category": "left_behind",
    "guardian": GUARDIAN,
    "phone": PHONE,
    "active": "yes",
}

AGREED: dict[str, Form] = {
    "visits": "yes",
    "moods": "yes",
    "plays": "yes",
    "guardian": GUARDIAN,
    "way": "paper",
    "witness": "李老师",
    "signed": ["2026", "11", "24"],
}


def token(client: FlaskClient) -> str:
    """Read the token of a form that is on every page."""
    page = client.get("/counselor/about", follow_redirects=True).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def shown(client: FlaskClient, path: str) -> dict[str, Form]:
    """Read what a page brings back unseen: what it showed of what others may change."""
    if not re.match(r"/visits/|.*/(household|change|correct|consent)$", path):
        return {}
    found = re.search(r'name="mark"[^>]* value="([^"]+)"', client.get(f"/counselor{path}").text)
    return {"mark": found[1]} if found else {}


def post(client: FlaskClient, path: str, **form: Form) -> TestResponse:
    """Send a form with its token, as its page was just shown."""
    unseen = {"csrf_token": token(client), **shown(client, path)}
    return client.post(f"/counselor{path}", data={**unseen, **form})


def audited(house: House) -> list[tuple[str, str]]:
    """Tell what was noted: action and subject; each line names who it was."""
    with house.database.reading() as db:
        rows = list(db.query("SELECT who, action, subject FROM audit ORDER BY seq"))
    assert all(row["who"] for row in rows)
    return [(row["action"], row["subject"]) for row in rows]


def count(house: House, table: str) -> int:
    with house.database.reading() as db:
        return int(db.table(table).count)


def damage_file(house: House, child: Child) -> None:
    """Turn one bit of a child's sealed file."""
    with house.database.transaction() as db:
        (file,) = db.execute("SELECT file FROM children WHERE id = ?", [child.id]).fetchone()
        broken = bytes([file[0] ^ 1, *file[1:]])
        db.table("children").update(child.id, {"file": broken})


def is_on_the_card(house: House, slot: Mapping[str, Any]) -> bool:
    """Tell whether any file of the records still holds what a passphrase opens."""
    files = house.database.path.parent.glob("house.db*")
    return any(slot["wrapped"][8:40] in file.read_bytes() for file in files)


def fill_the_card(house: House) -> None:
    """Let the database grow no more, and use up what room it has."""
    with house.database.transaction() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
