"""How often pages ask the database: for many houses as often as for few, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.sync.hq.cast import PASSWORD, Office, Visit
from tests.turns import first_each_time

# How many statements each page needs, whoever looks: a change of one is made on purpose.
ASKS = {
    "/": 15,
    "/?place=sichuan&name=村": 15,
    "/?state=silent": 14,
    "/houses/yuexi-0001": 16,
    "/houses/yuexi-0001?period=2026": 24,
    "/places/?period=2026": 26,
    "/places/sichuan?period=2026": 26,
    "/places/yuexi?period=2026": 31,
    "/places/yuexi?period=2026-10": 30,
    "/standards": 11,
    "/reports?period=2026": 29,
    "/reports?period=2026&place=sichuan": 29,
    "/reports?period=2026-10&place=yuexi": 30,
    "/reports/csv?period=2026": 29,
    "/messages": 5,
    "/accounts": 3,
    "/audit": 3,
    "/audit?who=lin&since=2026-11-01": 3,
    "/register/codes": 2,
}


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """Note every statement that the database is asked, but for SQLite's word that one begins."""
    asked: list[str] = []
    engine = office.hq.database._engine

    def note(_c: object, _u: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def add(office: Office, numbers: range) -> None:
    for number in numbers:
        county = ("yuexi", "litang", "yudu")[number % 3]
        house = office.enrolled_house(county, f"{number}村爱佑之家")
        office.send(house.day(1), house.month(2, services={"cash": 1}))


def asks(office: Office, lin: Visit) -> dict[str, int]:
    found = {}
    for path in ASKS:
        with counted(office) as asked:
            assert lin.client.get(path).status_code == 200, path
        found[path] = len(asked)
    return found


@pytest.mark.parametrize("made", first_each_time(("sqlite", "postgresql")), indirect=True)
def test_pages_ask_as_often_for_sixty_houses_as_for_three(office: Office) -> None:
    lin = Visit(office.app.test_client())
    lin.get("/sign-in?language=en")
    lin.post("/sign-in", name="lin", password=PASSWORD)
    add(office, range(3))
    # What was told is summed up by the first page that is looked at.
    lin.get("/")
    assert asks(office, lin) == ASKS
    add(office, range(3, 60))
    lin.get("/")
    assert asks(office, lin) == ASKS
