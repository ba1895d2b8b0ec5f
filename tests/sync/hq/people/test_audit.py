from collections.abc import Callable

import pytest

from sync.hq.people import audit
from sync.hq.people.audit import Action
from tests.sync.hq.cast import Clock, Office, Visit

Begin = Callable[..., Visit]


def test_the_latest_come_first_and_older_ones_page_by_page(office: Office, clock: Clock) -> None:
    with office.hq.database.transaction() as connection:
        for number in range(5):
            clock.forward(minutes=1)
            audit.note(connection, clock(), "lin", Action.ADDED_HOUSE, f"house-{number}")
    with office.hq.database.reading() as connection:
        newest = audit.latest(connection, 2)
        older = audit.latest(connection, 3, before=newest[-1][0])
    assert [entry.subject for _, entry in newest] == ["house-4", "house-3"]
    assert [entry.subject for _, entry in older] == ["house-2", "house-1", "house-0"]


def test_what_is_done_on_the_pages_is_noted(visit: Begin, small_office: Office) -> None:
    lin = visit()
    lin.get("/houses/add")
    lin.post("/houses/add", name="新民村爱佑之家", county="yuexi")
    lin.get("/accounts")
    lin.post("/accounts", name="wang", password="eight green lamps", role="reader")
    visit(None).post("/sign-in", 401, name="wang", password="a guess")
    with small_office.hq.database.reading() as connection:
        noted = [(one.who, one.action, one.subject) for _, one in audit.latest(connection, 5)]
    assert noted == [
        ("wang", Action.FAILED_TO_SIGN_IN, ""),
        ("lin", Action.ADDED_ACCOUNT, "wang"),
        ("lin", Action.GAVE_CODE, "yuexi-0001"),
        ("lin", Action.ADDED_HOUSE, "yuexi-0001"),
        ("lin", Action.SIGNED_IN, ""),
    ]
    assert "yuexi-0001" in lin.get("/audit")


@pytest.mark.parametrize("role", ["supervisor", "expert", "reader"])
def test_only_administrators_read_it(visit: Begin, role: str) -> None:
    visit("wang", role, "yudu" if role == "supervisor" else None).get("/audit", 403)
