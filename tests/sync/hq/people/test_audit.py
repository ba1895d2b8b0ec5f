from collections.abc import Callable
from typing import Any

from sync.hq.people import audit
from sync.hq.people.audit import Action, Asked
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


def test_what_one_did_of_one_kind_since_a_moment_is_found(office: Office, clock: Clock) -> None:
    deeds = [
        ("lin", Action.ADDED_HOUSE, "yudu-0001"),
        ("wang", Action.ADDED_HOUSE, "yudu-0002"),
        ("lin", Action.SIGNED_IN, ""),
        ("Lin", Action.FAILED_TO_SIGN_IN, ""),
        ("lin", Action.ADDED_HOUSE, "yudu-0003"),
    ]
    with office.hq.database.transaction() as connection:
        for who, action, subject in deeds:
            clock.forward(hours=1)
            audit.note(connection, clock(), who, action, subject)
    now = int(clock().timestamp())

    def found(most: int = 10, before: int | None = None, **asked: Any) -> list[int]:
        with office.hq.database.reading() as connection:
            listed = audit.latest(connection, most, before, Asked(**asked))
        return [(now - entry.at) // 3600 for _, entry in listed]

    assert found(who="Lin") == [0, 1, 2, 4]
    assert found(who="wang", action=Action.ADDED_HOUSE) == [3]
    assert found(action=Action.ADDED_HOUSE) == [0, 3, 4]
    assert found(since=now - 2 * 3600) == [0, 1, 2]
    assert found(since=now + 1) == []
    assert found(who="lin", action=Action.ADDED_HOUSE, since=now - 3 * 3600) == [0]
    assert found(who="nobody") == []
    with office.hq.database.reading() as connection:
        newest = audit.latest(connection, 1, asked=Asked(action=Action.ADDED_HOUSE))[0][0]
    assert found(2, newest, action=Action.ADDED_HOUSE) == [3, 4]


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
