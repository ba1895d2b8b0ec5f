"""The code that headquarters writes beside an answer, on both databases."""

from sync import batch, confirmation, spelling
from sync.hq.receive.confirming import HEADER
from tests.sync.hq.cast import EPOCH, Office, SpeakingHouse


def wanted(office: Office, house: SpeakingHouse, seq: int, *, alone: bool = False) -> str:
    secret = confirmation.secret_of_house(house.keys[0], office.hq.ring.sealing_public)
    return spelling.grouped(confirmation.code(secret, house.house, EPOCH, seq, alone=alone))


def test_a_house_recognises_the_code_of_what_arrived(office: Office) -> None:
    house = office.enrolled_house()
    second = house.day(2)
    assert office.bring(house.day(1)) == wanted(office, house, 1)
    assert office.bring(second, house.day(3)) == wanted(office, house, 3)
    assert office.bring(second) == wanted(office, house, 3)


def test_one_that_came_by_itself_beyond_a_hole_is_confirmed_alone(office: Office) -> None:
    house = office.enrolled_house()
    fifth = house.day(5)
    for _ in range(2):
        assert office.bring(fifth) == wanted(office, house, 5, alone=True)
    assert office.bring(house.day(7), house.day(8)) is None
    assert office.bring(house.day(1), house.day(2)) == wanted(office, house, 2)
    assert office.bring(house.day(9), house.day(10)) == wanted(office, house, 2)
    assert office.bring(house.day(3), house.day(4)) == wanted(office, house, 5)
    assert office.bring(fifth) == wanted(office, house, 5)


def test_nothing_that_was_refused_is_confirmed(office: Office) -> None:
    house = office.enrolled_house()
    assert office.bring(house.letter(1, "day", {"d": "never"})) is None
    assert office.bring(house.letter(4, "day", {"d": "never"})) is None
    assert office.bring(house.day(3)) == wanted(office, house, 3, alone=True)


def test_what_nobody_signed_is_not_confirmed(office: Office) -> None:
    house = office.enrolled_house()
    stranger = SpeakingHouse(house.house, "", house.sealing_key)
    assert office.bring(stranger.day(1)) is None
    assert office.bring(stranger.day(3)) is None


def test_a_house_whose_key_is_no_point_still_gets_its_answer(office: Office) -> None:
    house = office.new_house()
    house.keys = (house.keys[0], bytes(32))
    assert office.post("/v1/enrol", house.request()).status_code == 200
    assert office.send(house.day(1)).accepted == 0


def test_a_house_that_speaks_for_itself_is_sent_no_code(office: Office) -> None:
    house = office.enrolled_house()
    answered = office.post(batch.PATH, batch.encode([house.day(1)]))
    assert HEADER not in answered.headers
