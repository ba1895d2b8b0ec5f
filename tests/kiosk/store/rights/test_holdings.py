"""Which rows are of a child, and which of them are the newest."""

from datetime import date, time, timedelta

from kiosk.domain.activities import Activity
from kiosk.domain.casework import Note
from kiosk.domain.children import Child
from kiosk.domain.holdings import Group
from kiosk.house import House
from kiosk.store.attendance import talks
from kiosk.store.rights import holdings
from kiosk.store.rights.holdings import Key
from kiosk.store.work import activities, cases
from tests.cast import Hands

DAY = date(2026, 11, 24)


def held(house: House, child: Child, newest: int) -> dict[Group, list[Key]]:
    with house.database.reading() as db:
        return holdings.held(db, house.vault, child.id, newest)


def test_the_newest_wishes_to_talk_are_those_of_the_latest_days(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    """Their ids are drawn by lot: of six days, two that are right are hardly an accident."""
    for _ in range(6):
        with unlocked.database.transaction() as db:
            talks.ask(db, unlocked.vault, panda.id, hands())
            db.execute("UPDATE talks SET answered = 1")
        hands.forward(days=1)
    with unlocked.database.reading() as db:
        days = {row["id"]: row["day"] for row in db.query("SELECT id, day FROM talks")}
    found = [days[one] for one in held(unlocked, panda, 2)[Group.TALKS]]
    assert found == [f"{DAY + timedelta(days=4)}", f"{DAY + timedelta(days=5)}"]


def test_the_newest_activities_are_those_of_the_latest_month_that_were_kept_last(
    unlocked: House, panda: Child
) -> None:
    days = (DAY, date(2026, 10, 9), DAY, DAY)
    with unlocked.database.transaction() as db:
        ids = [
            activities.add(
                db,
                unlocked.vault,
                Activity(f"{number}", day, time(15), 60, frozenset({panda.id})),
                unlocked.clock(),
            )
            for number, day in enumerate(days)
        ]
    assert held(unlocked, panda, 2)[Group.ACTIVITIES] == ids[2:]
    assert held(unlocked, panda, 4)[Group.ACTIVITIES] == [ids[1], ids[0], *ids[2:]]


def test_case_records_lie_in_no_order_so_that_all_are_found_however_few_were_asked_for(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        for number in range(3):
            note = Note(DAY, f"{number}")
            cases.add(db, unlocked.vault, panda.id, note, unlocked.clock())
    assert len(held(unlocked, panda, 1)[Group.CASES]) == 3


def test_who_took_part_is_told_by_whole_ids_alone() -> None:
    panda, owl = "aa" * 15 + "bb", "cc" + "dd" * 15
    across = "bb" + "cc" + "dd" * 14
    record = {"children": holdings.packed([panda, owl])}
    between = (panda + owl)[8:40]
    told = {one: holdings.took_part(record, bytes.fromhex(one)) for one in (panda, owl, between)}
    assert told == {panda: True, owl: True, between: False}
    assert not holdings.took_part(record, bytes.fromhex(across))
