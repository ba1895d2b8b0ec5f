import pytest

from sync import enrolment
from sync.carrying.step import step
from sync.couriers.http import NOT_HEADQUARTERS
from sync.enrolment import enrol
from sync.errors import AlreadyEnrolled, CourierError
from sync.keys import verify_key_of
from tests.sync.conftest import CODE, HOUSE, NOW, Reply, put_days


def test_a_house_and_headquarters_learn_each_others_keys(hq):
    known = enrol(hq.url + "/", f" {CODE} ", "我们的家")
    assert (known.house, known.name, known.hq_url) == (HOUSE, "大坪村", hq.url)
    assert (known.hq_sealing_key, known.hq_verify_key) == (hq.sealing_key, hq.hq_verify_key)
    assert hq.verify_key == verify_key_of(known.signing_key)
    assert (known.recovery_key, known.enrolled_at) == (None, NOW)
    assert len(known.epoch) == 8


def test_a_code_in_wide_letters_is_the_same_code(hq):
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in CODE)
    assert enrol(hq.url, wide).house == HOUSE


def test_what_was_enrolled_can_send(db, hq):
    enrolment.save(db, enrol(hq.url, CODE))
    put_days(db, 2)
    assert step(db).settled == 2
    assert len(hq.opened) == 2


def test_two_enrolments_share_no_key_and_no_epoch(hq):
    first, second = enrol(hq.url, CODE), enrol(hq.url, CODE)
    assert first.signing_key != second.signing_key
    assert first.epoch != second.epoch


def test_a_wrong_code_is_headquarters_own_sentence(hq):
    with pytest.raises(CourierError, match="refused: The code is not known"):
        enrol(hq.url, "WRONG-CODE")


@pytest.mark.parametrize("body", [b"", b"\xa0", b"<html>", b"\x00" * 5000])
def test_an_answer_that_is_no_enrolment_is_not_headquarters(hq, body):
    hq.reply = Reply(body=body)
    with pytest.raises(CourierError, match=NOT_HEADQUARTERS.split(":", maxsplit=1)[0]):
        enrol(hq.url, CODE)


@pytest.mark.parametrize(
    "url",
    [
        "hq.example.org",
        "ftp://hq.example.org",
        "https://",
        "",
        "https://[hq.example.org",
        "https://hq.example.org\N{FULLWIDTH NUMBER SIGN}7KQ4",
    ],
)
def test_an_address_that_is_none_is_said(url):
    with pytest.raises(CourierError, match="address is not like"):
        enrol(url, CODE)


@pytest.mark.parametrize("url", ["http://hq.example.org", "http://192.0.2.1:8090"])
def test_keys_are_not_exchanged_in_the_open(url):
    with pytest.raises(CourierError, match="needs https"):
        enrol(url, CODE)


def test_an_enrolment_is_kept_once(db, enrolled):
    assert enrolment.known(db) == enrolled
    with pytest.raises(AlreadyEnrolled, match=HOUSE):
        enrolment.save(db, enrolled)


def test_an_enrolment_does_not_show_its_private_key(enrolled):
    assert enrolled.signing_key.hex() not in repr(enrolled)
    assert repr(enrolled.signing_key) not in repr(enrolled)


def test_another_card_begins_a_new_epoch_and_the_same_one_none(db, enrolled):
    epochs = []
    for mark in ("first", "first", "second", "second", "first"):
        assert enrolment.is_another_card(db, mark) is (mark not in {card_of(db)})
        enrolment.note_card(db, mark)
        assert not enrolment.is_another_card(db, mark)
        epochs.append(enrolment.known(db).epoch)
    assert epochs[0] == epochs[1] == enrolled.epoch
    assert epochs[2] == epochs[3]
    assert len(set(epochs)) == 3


def card_of(db):
    return db.execute("SELECT card FROM wire").fetchone()[0]


def test_a_house_that_is_not_enrolled_notes_no_card(db):
    assert not enrolment.is_another_card(db, "first")
    enrolment.note_card(db, "first")
    assert enrolment.known(db) is None
