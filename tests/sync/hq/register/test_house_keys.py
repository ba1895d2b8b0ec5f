"""A house changes its key: headquarters follows it, and believes the old one no longer."""

from datetime import timedelta

import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sync import enrolment, outbox
from sync.carrying.step import step
from sync.couriers import qr
from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq.receive.aside import in_quarantine
from sync.hq.register import houses
from sync.hq.register.house_keys import HouseKey, Line
from sync.hq.store.schema import house_keys
from sync.keys import generate_signing_key, own_keys
from sync.keys.key_change import KEY, KeyChange
from tests.sync.conftest import NOW, put_days
from tests.sync.hq.cast import EPOCH, TODAY, Office, SpeakingHouse


def change(house: SpeakingHouse, seq: int, keys: tuple[bytes, bytes] | None = None) -> bytes:
    """Tell another key, and sign by it from then on."""
    keys = keys or generate_signing_key()
    told = KeyChange.to(keys[0], house.house, house.epoch, seq)
    letter = house.letter(seq, KEY, told.payload())
    house.keys = keys
    return letter


def aside(office: Office, house: SpeakingHouse) -> list[str]:
    with office.hq.database.reading() as connection:
        return [one.reason for one in in_quarantine(connection, house.house)]


def test_one_request_carries_both_keys_and_may_come_twice(office: Office) -> None:
    house, other, new = office.enrolled_house(), office.enrolled_house(), office.new_house()
    letters = [house.day(1), change(house, 2), house.day(3, TODAY - timedelta(days=1))]
    for _ in range(2):
        answer = office.send(*letters)
        assert (answer.accepted, answer.refused) == (3, ())
    with office.hq.database.reading() as connection:
        kept = [houses.find(connection, one.house).verify_key for one in (house, other, new)]
    assert kept == [house.keys[1], other.keys[1], None]


def test_the_old_key_signs_what_was_before_and_nothing_after(office: Office) -> None:
    house = office.enrolled_house()
    old = SpeakingHouse(house.house, "", house.sealing_key, keys=house.keys)
    early = old.day(2)
    assert office.send(house.day(1), change(house, 3)).accepted == 1
    assert office.send(old.day(4)).refused == (4,)
    old.epoch = b"epoch--2"
    assert office.send(old.day(1)).accepted == 0
    assert office.send(early).accepted == 3
    assert office.send(house.day(4)).accepted == 4


def test_an_older_epoch_keeps_the_key_that_it_had(office: Office) -> None:
    house = office.enrolled_house()
    late = house.day(2)
    office.send(house.day(1))
    house.epoch = b"epoch--2"
    assert office.send(change(house, 1)).accepted == 1
    answer = office.send(late)
    assert (answer.epoch, answer.accepted) == (EPOCH, 2)


def test_what_the_new_key_signed_waits_until_the_change_has_come(office: Office) -> None:
    house = office.enrolled_house()
    told = change(house, 1)
    later = house.day(2)
    assert office.send(later).refused == (2,)
    assert aside(office, house) == ["The signature is not right."]
    assert (office.send(told).accepted, office.send(later).accepted) == (1, 2)
    assert aside(office, house) == []


def test_a_change_needs_the_proof_of_the_new_key(office: Office) -> None:
    house = office.enrolled_house()
    somebody = generate_signing_key()
    told = KeyChange.to(somebody[0], house.house, EPOCH, 7)
    answer = office.send(house.letter(1, KEY, told.payload()), house.day(2))
    assert (answer.accepted, answer.refused) == (2, (1,))


def test_who_found_an_old_key_cannot_change_it_in_a_hole_of_the_numbers(office: Office) -> None:
    house = office.enrolled_house()
    thief = SpeakingHouse(house.house, "", house.sealing_key, keys=house.keys)
    office.send(change(house, 5))
    office.send(change(thief, 3), thief.day(4))
    assert "The house has a later key already." in aside(office, house)
    assert office.send(thief.day(6)).refused == (6,)
    assert office.send(house.day(6)).refused == ()


def test_other_bytes_under_the_number_of_a_change_change_nothing(office: Office) -> None:
    house = office.enrolled_house()
    thief = SpeakingHouse(house.house, "", house.sealing_key, keys=house.keys)
    office.send(change(house, 1))
    answer = office.send(change(thief, 1), thief.day(2))
    assert (answer.accepted, answer.refused) == (1, (1, 2))


def test_a_new_enrolment_ends_the_line(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1), change(house, 2))
    with office.hq.database.transaction() as connection:
        code = houses.give_code(connection, house.house, office.hq.clock())
    fresh = SpeakingHouse(house.house, code, house.sealing_key, b"epoch--2")
    assert office.post("/v1/enrol", fresh.request()).status_code == 200
    assert office.send(house.day(3)).refused == (3,)
    assert office.send(fresh.day(1), change(fresh, 2), fresh.day(3)).accepted == 3
    with office.hq.database.reading() as connection:
        numbers = select(house_keys.c.number, house_keys.c.seq).order_by(house_keys.c.number)
        assert connection.execute(numbers).all() == [(1, 0), (2, 2), (3, 0), (4, 2)]


@pytest.fixture
def house(db: sqlite_utils.Database, small_office: Office) -> enrolment.Enrolment:
    """A real house of the office's, with its real outbox."""
    code = small_office.new_house().code
    enrolment.save(db, enrolment.enrol(small_office.url, code))
    return enrolment.need(db)


def test_a_real_house_changes_its_key_twice_while_it_is_away(
    db: sqlite_utils.Database, house: enrolment.Enrolment, small_office: Office
) -> None:
    for _ in range(2):
        put_days(db, 2)
        own_keys.rotate(db, NOW)
    put_days(db, 1)
    done = step(db)
    assert (done.settled, done.left, done.trouble) == (7, 0, None)
    with small_office.hq.database.reading() as connection:
        assert len(connection.execute(select(house_keys)).all()) == 3
        assert in_quarantine(connection, house.house) == []


@pytest.mark.parametrize("is_lost", [False, True], ids=["answered", "answer lost"])
def test_a_confirmation_code_works_across_a_change(
    db: sqlite_utils.Database, house: enrolment.Enrolment, small_office: Office, is_lost: bool
) -> None:
    put_days(db, 1)
    before = outbox.waiting(db)
    own_keys.rotate(db, NOW)
    carried = outbox.waiting(db) if is_lost else before
    code = small_office.bring(*(one.envelope for one in carried))
    assert qr.confirm(db, code, NOW) == len(carried)
    assert len(outbox.waiting(db)) == 2 - len(carried)


PLACES = st.tuples(st.integers(1, 4), st.integers(1, 9))


@given(st.sets(PLACES, max_size=5), PLACES)
def test_exactly_one_key_signs_at_each_place(
    changes: set[tuple[int, int]], place: tuple[int, int]
) -> None:
    epochs = {bytes([number]) * 8: number for number in range(1, 5)}
    keys = [HouseKey(b"enrolled", (1, 0))]
    keys += [HouseKey(repr(one).encode(), one) for one in sorted(changes)]
    line = Line(tuple(keys), epochs)
    seen = Seen("yuexi-0007", bytes([place[0]]) * 8, place[1], "day", b"")
    before = [one for one in sorted(changes) if one < place]
    assert line.key_for(seen) == (repr(before[-1]).encode() if before else b"enrolled")
    assert line.key_for(Seen("yuexi-0007", b"unmet...", 1, "day", b"")) == keys[-1].verify_key


def test_a_change_comes_after_all_others() -> None:
    line = Line((HouseKey(b"a", (1, 0)), HouseKey(b"b", (1, 5))), {EPOCH: 1})
    line.check(Seen("h", EPOCH, 5, KEY, b""), KeyChange(b"b", b""))
    line.check(Seen("h", EPOCH, 6, KEY, b""), KeyChange(b"c", b""))
    for seq in (4, 5):
        with pytest.raises(BadEnvelope):
            line.check(Seen("h", EPOCH, seq, KEY, b""), KeyChange(b"c", b""))
