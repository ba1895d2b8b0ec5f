from datetime import date

from kiosk.closing import close_day
from kiosk.domain.days import Closing
from kiosk.house import House
from kiosk.store.attendance import days
from kiosk.store.attendance.days import Journey
from sync import settling
from sync.answer import Answer
from tests.cast import EPOCH, Hands, enrol


def test_every_closed_day_tells_how_far_its_summary_has_come(unlocked: House, hands: Hands) -> None:
    close_day(unlocked, date(2026, 11, 20), Closing.CLOCK, "clock")
    enrol(unlocked)
    for number in (21, 22, 23):
        hands.forward(hours=1)
        close_day(unlocked, date(2026, 11, number), Closing.COUNSELOR, "li")
    with unlocked.database.transaction() as db:
        answer = Answer(
            house="yuexi-0001", epoch=EPOCH, accepted=2, at=1, refused=(2,), messages=()
        )
        # As if it had been told once more already.
        db.execute("UPDATE outbox SET refused_before = 1")
        settling.acknowledge(db, answer, {1, 2})
        journeys = [journey for _, journey in days.latest_with_journeys(db)]
    assert journeys == [Journey.WAITING, Journey.REFUSED, Journey.ARRIVED, Journey.KEPT]
