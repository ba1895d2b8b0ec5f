from datetime import timedelta

from sqlalchemy import event

from sync.hq.register import houses, retiring
from sync.hq.running.standing import Standing
from tests.sync.hq.cast import TODAY, Office


def look(office: Office) -> Standing:
    office.app.extensions.pop("standing", None)
    with office.app.app_context():
        return Standing.of(office.hq)


def test_nobody_is_heard_where_there_is_nobody(office: Office) -> None:
    found = look(office)
    assert set(found.houses.values()) == {0}
    assert (found.heard, found.set_aside) == (0.0, 0)
    assert found.database_bytes > 10_000


def test_houses_are_counted_by_how_they_are(office: Office) -> None:
    gone, silent, well = (office.enrolled_house() for _ in range(3))
    office.new_house()
    for house in (gone, silent):
        office.send(house.day(1))
    office.hq.clock.forward(days=4)
    office.send(well.day(1, TODAY + timedelta(days=4)))
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, gone.house, TODAY, "moved away", TODAY)
    found = look(office)
    assert found.houses == {"silent": 1, "waiting": 1, "well": 1, "retired": 1}
    # Of two that are waited for: who is retired lowers no figure that wakes somebody.
    assert found.heard == 0.5


def test_what_is_looked_up_does_not_grow_with_the_houses(office: Office) -> None:
    with office.hq.database.transaction() as connection:
        for number in range(50):
            houses.add(connection, f"House {number}", "yuexi", office.hq.clock())
    rows: list[int] = []
    engine = office.hq.database._engine

    def count(_connection: object, cursor: object, *_: object) -> None:
        rows.append(cursor.rowcount)

    event.listen(engine, "after_cursor_execute", count)
    assert look(office).houses["waiting"] == 50
    assert 4 <= len(rows) <= 5
    # SQLite does not say how many rows it will hand out.
    assert set(rows) <= {-1, 1}
    event.remove(engine, "after_cursor_execute", count)


def test_it_is_looked_up_once_a_minute(office: Office) -> None:
    with office.app.app_context():
        found = Standing.of(office.hq)
        office.new_house()
        assert Standing.of(office.hq) is found
