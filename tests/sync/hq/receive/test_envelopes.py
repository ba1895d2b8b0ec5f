import threading
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from sync import answer, batch, keys
from sync.enrol_codec import decode_error
from sync.hq.receive import aside
from sync.hq.receive.envelopes import receive
from sync.hq.register import houses
from sync.hq.store.schema import envelopes, letters, metadata
from sync.hq.told import days
from tests.sync.hq.cast import EPOCH, TODAY, Clock, Office, SpeakingHouse


def everything(office: Office) -> dict[str, list[tuple[object, ...]]]:
    with office.hq.database.reading() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for name, table in metadata.tables.items()
        }


def told(office: Office, house: SpeakingHouse) -> dict[str, int]:
    with office.hq.database.reading() as connection:
        found = days.between(connection, TODAY - timedelta(days=9), TODAY, house.house)
        return {str(day.day): day.present for day in found}


def reasons(office: Office, house: SpeakingHouse) -> list[str]:
    with office.hq.database.reading() as connection:
        return [one.reason for one in aside.in_quarantine(connection, house.house)]


def test_a_day_arrives_and_is_acknowledged(office: Office) -> None:
    house = office.enrolled_house()
    answer = office.send(house.day(1, present=21, health={"disk_free_mb": 900}))
    assert (answer.house, answer.epoch, answer.accepted) == (house.house, EPOCH, 1)
    assert (answer.refused, answer.at) == ((), int(office.hq.clock().timestamp()))
    assert told(office, house) == {"2026-11-24": 21}


def test_sending_twice_changes_nothing(office: Office, clock: Clock) -> None:
    house = office.enrolled_house()
    letters = [house.day(1), house.day(2, TODAY - timedelta(days=1)), house.letter(3, "song", {})]
    first = office.send(*letters)
    before = everything(office)
    clock.forward(hours=5)
    second = office.send(*letters, letters[0])
    assert everything(office) == before
    assert (second.accepted, second.refused) == (first.accepted, first.refused) == (3, ())


def test_a_number_used_for_other_bytes_is_set_aside_and_the_first_stays(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1, present=21))
    answer = office.send(house.day(1, present=99))
    assert (answer.accepted, answer.refused) == (1, (1,))
    assert told(office, house) == {"2026-11-24": 21}
    assert reasons(office, house) == ["This number was already used for other bytes."]


def test_one_bad_envelope_never_blocks_the_others(office: Office) -> None:
    house = office.enrolled_house()
    bad = house.letter(2, "day", {"d": "yesterday"})
    answer = office.send(house.day(1), bad, b"rubbish", house.day(3, TODAY - timedelta(days=1)))
    assert (answer.accepted, answer.refused) == (3, (2,))
    assert len(told(office, house)) == 2
    assert len(reasons(office, house)) == 2


def test_what_the_house_signed_but_cannot_be_used_is_refused_each_time(office: Office) -> None:
    house = office.enrolled_house()
    bad = house.letter(1, "day", {"d": "yesterday"})
    first = office.send(bad)
    before = everything(office)
    assert office.send(bad) == first
    assert (first.accepted, first.refused) == (1, (1,))
    assert everything(office) == before


def test_what_the_house_did_not_sign_never_counts(office: Office) -> None:
    house = office.enrolled_house()
    forger = SpeakingHouse(house.house, "", house.sealing_key)
    answer = office.send(forger.day(1, present=500))
    assert (answer.accepted, answer.refused) == (0, (1,))
    assert told(office, house) == {}
    assert reasons(office, house) == ["The signature is not right."]
    answer = office.send(house.day(1, present=20))
    assert (answer.accepted, answer.refused) == (1, ())
    assert told(office, house) == {"2026-11-24": 20}


def test_a_number_that_came_is_not_refused_for_what_the_house_did_not_sign(office: Office) -> None:
    """A house sets aside what was refused up to `accepted`: it would believe that this is lost."""
    house = office.enrolled_house()
    letter = house.day(1)
    office.send(letter)
    damaged = letter[:-1] + bytes([letter[-1] ^ 1])
    forged = SpeakingHouse(house.house, "", house.sealing_key).day(1)
    assert office.send(damaged, forged, house.day(2)).refused == ()
    answer = office.send(forged, SpeakingHouse(house.house, "", house.sealing_key).day(3))
    assert (answer.accepted, answer.refused) == (2, (3,))


def test_a_damaged_first_header_does_not_turn_the_others_away(office: Office) -> None:
    house, other = office.enrolled_house(), office.enrolled_house()
    damaged = house.day(1).replace(house.house.encode(), other.house.encode())
    answer = office.send(damaged, house.day(2), house.day(3))
    assert (answer.house, answer.accepted, answer.refused) == (house.house, 0, ())
    assert office.send(house.day(1)).accepted == 3


def test_rubbish_in_a_houses_name_does_not_make_it_look_alive(office: Office) -> None:
    house = office.enrolled_house()
    office.send(SpeakingHouse(house.house, "", house.sealing_key).day(1))
    with office.hq.database.reading() as connection:
        assert houses.find(connection, house.house).last_seen is None


def test_kinds_that_are_not_known_yet_are_kept(office: Office) -> None:
    house = office.enrolled_house()
    letter = house.letter(1, "month", {"some": "day"})
    assert office.send(letter).accepted == 1
    with office.hq.database.reading() as connection:
        assert connection.execute(select(envelopes.c.kind)).scalar_one() == "month"
        assert connection.execute(select(letters.c.envelope)).scalar_one() == letter


def test_a_hole_holds_the_count_back_until_it_is_filled(office: Office) -> None:
    house = office.enrolled_house()
    assert office.send(house.day(1), house.day(3), house.day(4)).accepted == 1
    assert office.send(house.day(2)).accepted == 4


def test_the_houses_last_word_about_a_day_counts(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(2, present=25))
    office.send(house.day(1, present=11))
    assert told(office, house) == {"2026-11-24": 25}
    office.send(house.day(3, present=26))
    assert told(office, house) == {"2026-11-24": 26}


def test_a_later_epoch_counts_more_than_a_higher_number(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(7, present=25))
    house.epoch = b"epoch--2"
    answer = office.send(house.day(1, present=30))
    assert (answer.epoch, answer.accepted) == (b"epoch--2", 1)
    assert told(office, house) == {"2026-11-24": 30}


def test_an_envelope_among_those_of_another_house_is_set_aside(office: Office) -> None:
    house, other = office.enrolled_house(), office.enrolled_house("yudu")
    answer = office.send(house.day(1), other.day(1), house.day(2))
    assert (answer.house, answer.accepted) == (house.house, 2)
    assert told(office, other) == {}
    assert reasons(office, house) == ["It came among the envelopes of another house."]


def test_what_is_sealed_to_somebody_else_is_set_aside(office: Office) -> None:
    house = office.enrolled_house()
    house.sealing_key = keys.generate_sealing_key()[1]
    assert office.send(house.day(1)).refused == (1,)


def test_a_house_that_is_not_enrolled_is_told_so(office: Office) -> None:
    house = office.new_house()
    for house_id in (house.house, "nowhere-0001"):
        house.house = house_id
        response = office.post(batch.PATH, batch.encode([house.day(1)]))
        assert response.status_code == 404
        assert house_id in (decode_error(response.content) or "")


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"\x80", 400), (b"\x81\x01", 400), (b"\x81\x41x", 400), (b"{}", 400)],
)
def test_a_body_that_is_no_request_is_refused(office: Office, body: bytes, status: int) -> None:
    response = office.post(batch.PATH, body)
    assert response.status_code == status
    assert decode_error(response.content)


def test_a_body_that_is_too_large_is_refused(small_office: Office) -> None:
    response = small_office.post(batch.PATH, b"\x81" * (batch.LARGEST + 1))
    assert response.status_code == 413


def test_only_cbor_is_taken(small_office: Office) -> None:
    response = small_office.post(batch.PATH, b"\x80", "application/json")
    assert (response.status_code, response.headers["Content-Type"]) == (415, "application/cbor")


def test_what_cannot_be_applied_is_not_acknowledged(office: Office) -> None:
    house = office.enrolled_house()
    letter = house.day(1)
    with office.hq.database.transaction() as connection:
        connection.execute(text("ALTER TABLE days RENAME TO away"))
    before = everything_but_days(office)
    response = office.post(batch.PATH, batch.encode([letter]))
    assert (response.status_code, everything_but_days(office)) == (500, before)
    assert decode_error(response.content)
    with office.hq.database.transaction() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO days"))
    assert office.send(letter).accepted == 1
    assert told(office, house) == {"2026-11-24": 21}


def everything_but_days(office: Office) -> list[tuple[object, ...]]:
    with office.hq.database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(envelopes)).all()]


def test_the_same_envelopes_from_many_sides_at_once_are_applied_once(office: Office) -> None:
    house = office.enrolled_house()
    letters = [house.day(seq, TODAY - timedelta(days=seq)) for seq in range(1, 9)]
    answers = []
    sides = [
        threading.Thread(target=lambda: answers.append(office.send(*letters))) for _ in range(6)
    ]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    assert [answer.accepted for answer in answers] == [8] * 6
    assert [answer.refused for answer in answers] == [()] * 6
    assert len(everything(office)["envelopes"]) == 8


def test_an_old_signature_no_longer_opens_after_a_new_enrolment(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1))
    with office.hq.database.transaction() as connection:
        code = houses.give_code(connection, house.house, office.hq.clock())
    fresh = SpeakingHouse(house.house, code, house.sealing_key, b"epoch--2")
    assert office.post("/v1/enrol", fresh.request()).status_code == 200
    assert office.send(house.day(2)).refused == (2,)
    assert office.send(fresh.day(1)).accepted == 1


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rubbish=st.lists(st.binary(max_size=200), max_size=4), flip=st.integers(0, 10_000))
def test_whatever_else_is_in_a_request_the_good_envelope_arrives(
    small_office: Office, rubbish: list[bytes], flip: int
) -> None:
    with small_office.hq.database.transaction() as connection:
        house = houses.add(connection, "x", "yuexi", small_office.hq.clock())
        public = keys.generate_signing_key()
        code = houses.give_code(connection, house.house, small_office.hq.clock())
        houses.enrol(connection, code, public[1], EPOCH, small_office.hq.clock())
    speaker = SpeakingHouse(house.house, code, small_office.hq.ring.sealing_public, EPOCH, public)
    good = speaker.day(1)
    bent = bytearray(speaker.day(2))
    bent[flip % len(bent)] ^= 1 << (flip % 8)
    hq = small_office.hq
    said = receive(hq.database, hq.ring, batch.encode([good, *rubbish, bytes(bent)]), hq.clock())
    assert answer.verify(said, hq.ring.verify_key).accepted >= 1
    assert told(small_office, speaker) == {"2026-11-24": 21}


def test_how_long_a_house_is_used_to_be_silent_is_remembered(office: Office, clock: Clock) -> None:
    house = office.enrolled_house()
    for seq in range(1, 4):
        office.send(house.day(seq))
        clock.forward(days=7)
    office.send(house.day(4), house.day(5))
    with office.hq.database.reading() as connection:
        assert houses.find(connection, house.house).gaps == "[604800, 604800, 604800]"
