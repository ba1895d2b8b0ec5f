from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from sync import enrol_codec, keys
from sync.enrol_codec import decode_error, decode_response
from sync.hq.register import codes, houses
from sync.spelling import ALPHABET
from tests.processes import wait_for
from tests.sync.hq.cast import Clock, Office


def test_a_house_with_its_code_learns_the_keys(office: Office) -> None:
    house = office.new_house(name="新民村爱佑之家")
    response = office.post(enrol_codec.PATH, house.request())
    given = decode_response(response.content)
    ring = office.hq.ring
    assert (response.status_code, given.house, given.name) == (200, house.house, "新民村爱佑之家")
    assert (given.sealing_key, given.verify_key) == (ring.sealing_public, ring.verify_key)
    assert given.recovery_key == ring.recovery_public
    with office.hq.database.reading() as connection:
        assert houses.find(connection, house.house).verify_key == house.keys[1]


def test_a_code_opens_once(office: Office) -> None:
    house = office.enrolled_house()
    house.keys = keys.generate_signing_key()
    response = office.post(enrol_codec.PATH, house.request())
    assert response.status_code == 403
    assert "already used" in (decode_error(response.content) or "")


def test_a_house_whose_answer_was_lost_needs_a_new_code(office: Office) -> None:
    house = office.enrolled_house()
    assert office.post(enrol_codec.PATH, house.request()).status_code == 403
    with office.hq.database.transaction() as connection:
        house.code = houses.give_code(connection, house.house, office.hq.clock())
    assert office.post(enrol_codec.PATH, house.request()).status_code == 200
    assert office.send(house.day(1)).accepted == 1


def test_houses_that_enrol_at_the_same_time_do_not_wait_for_each_other(office: Office) -> None:
    invited = [office.new_house() for _ in range(12)]
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda one: office.post(enrol_codec.PATH, one.request()), invited)
    assert [answer.status_code for answer in answers] == [200] * 12


def test_two_houses_with_the_same_code_at_once_do_not_both_get_in(office: Office) -> None:
    first = office.new_house()
    rivals = [replace(first, keys=keys.generate_signing_key()) for _ in range(5)]
    with ThreadPoolExecutor(5) as sides:
        answers = sides.map(lambda one: office.post(enrol_codec.PATH, one.request()), rivals)
        assert sorted(answer.status_code for answer in answers) == [200, 403, 403, 403, 403]


def test_a_code_expires_after_two_weeks(office: Office, clock: Clock) -> None:
    late, early = office.new_house(), office.new_house()
    clock.forward(days=14, seconds=-1)
    assert office.post(enrol_codec.PATH, early.request()).status_code == 200
    # At the same second as its page and its county's sheets say that it holds no more.
    clock.forward(seconds=1)
    response = office.post(enrol_codec.PATH, late.request())
    assert (response.status_code, "expired" in (decode_error(response.content) or "")) == (
        403,
        True,
    )


def test_a_new_code_ends_the_old_one(office: Office) -> None:
    house = office.new_house()
    with office.hq.database.transaction() as connection:
        houses.give_code(connection, house.house, office.hq.clock())
    assert office.post(enrol_codec.PATH, house.request()).status_code == 403


@pytest.mark.parametrize("made", ["postgresql"], indirect=True)
def test_a_code_that_is_taken_back_just_now_opens_nothing(office: Office) -> None:
    house, database = office.new_house(), office.hq.database
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as connection, database.reading() as beside:
            houses.give_code(connection, house.house, office.hq.clock())
            answer = pool.submit(office.post, enrol_codec.PATH, house.request())
            wait_for("whoever shows the old code", 20, lambda: beside.scalar(waits))
        assert answer.result().status_code == 403


def test_a_code_may_be_typed_carelessly(office: Office) -> None:
    house = office.new_house()
    house.code = house.code.lower().replace("-", "").replace("0", "o").replace("1", "l")
    assert office.post(enrol_codec.PATH, house.request()).status_code == 200


def test_guessing_codes_is_slowed_down(small_office: Office) -> None:
    used, house = small_office.enrolled_house(), small_office.new_house()
    right, house.code = house.code, "AAAA-AAAA-AAAA"
    statuses = [small_office.post(enrol_codec.PATH, house.request()).status_code for _ in range(12)]
    assert statuses == [403] * 10 + [429] * 2
    refused = small_office.post(enrol_codec.PATH, house.request())
    assert (refused.status_code, refused.headers["Content-Type"]) == (429, "application/cbor")
    assert decode_error(refused.content) == "Too many requests: send this again later."
    assert small_office.post(enrol_codec.PATH, used.request()).status_code == 429
    # Somebody else behind the same address may have guessed.
    house.code = right
    assert small_office.post(enrol_codec.PATH, house.request()).status_code == 200


def test_a_request_that_is_none_is_refused(office: Office) -> None:
    response = office.post(enrol_codec.PATH, b"\xa0")
    assert (response.status_code, bool(decode_error(response.content))) == (400, True)


def test_no_code_is_kept_in_clear(small_office: Office) -> None:
    house = small_office.new_house()
    files = [path.read_bytes() for path in small_office.config.data.glob("hq.db*")]
    assert files
    assert not any(house.code.encode() in content for content in files)


def test_codes_are_never_alike() -> None:
    drawn = {codes.new_code() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(len(code) == 14 and set(code) <= {*ALPHABET, "-"} for code in drawn)
