from datetime import date

from kiosk.closing import close_day
from kiosk.domain.days import Closing
from kiosk.house import House
from kiosk.store import days
from kiosk.store.days import Journey
from sync import outbox
from sync.answer import Answer
from sync.enrolment import Enrolment
from sync.keys import generate_sealing_key, generate_signing_key
from tests.cast import Hands

EPOCH = bytes(8)


def enrol(house: House) -> None:
    enrolment = Enrolment(
        house="yuexi-0001",
        name="大坪村爱佑之家",
        epoch=EPOCH,
        signing_key=generate_signing_key()[0],
        hq_url="http://127.0.0.1:9",
        hq_sealing_key=generate_sealing_key()[1],
        hq_verify_key=generate_signing_key()[1],
        recovery_key=None,
        enrolled_at=0,
    )
    with house.database.transaction() as db:
        outbox.save_enrolment(db, enrolment)


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
        outbox.acknowledge(db, answer, {1, 2})
        journeys = [journey for _, journey in days.latest_with_journeys(db)]
    assert journeys == [Journey.WAITING, Journey.REFUSED, Journey.ARRIVED, Journey.KEPT]
