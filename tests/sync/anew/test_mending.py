"""What the card damages is replaced, by the key that signed at its place."""

from contextlib import closing

import pytest

from sync import envelope, outbox, records, settling
from sync.anew import mending
from sync.answer import Answer
from sync.envelope import Envelope, mint, open_envelope, peek, verify
from sync.keys import generate_signing_key, own_keys, verify_key_of
from sync.keys.key_change import KeyChange
from sync.report import report
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, a_day, put_days


def test_what_lost_a_bit_is_replaced_so_that_the_numbers_have_no_hole(db, hq, enrolled):
    put_days(db, 3)
    sound = outbox.waiting(db)
    db.execute("UPDATE outbox SET envelope = zeroblob(200) WHERE seq = 2")
    assert mending.replace_broken(db) == 1
    first, second, third = outbox.waiting(db)
    assert (first, third) == (sound[0], sound[2])
    lost = open_envelope(second.envelope, hq.verify_key, hq.private_key)
    assert (lost.seq, lost.kind, lost.payload) == (2, "lost", {"k": "day"})
    assert mending.replace_broken(db) == 0


def test_what_the_house_still_knows_is_told_in_its_place(db, hq, enrolled):
    outbox.put(db, "day", a_day(1), NOW, readable=True)
    own_keys.rotate(db, NOW)
    db.execute("UPDATE outbox SET envelope = zeroblob(200) WHERE seq = 1")
    assert mending.replace_broken(db) == 1
    told = open_envelope(outbox.waiting(db)[0].envelope, hq.verify_key, hq.private_key)
    assert (told.seq, told.kind, told.payload) == (1, "day", a_day(1))


def test_what_is_lost_arrives_as_nothing_else(db, enrolled):
    outbox.put(db, "message", {"s": bytes(4096)}, NOW)
    outbox.put(db, "day", a_day(2), NOW, readable=True)
    db.execute("UPDATE outbox SET envelope = zeroblob(200), said = iif(said IS NULL, NULL, x'ff')")
    mending.replace_broken(db)
    assert [one.kind for one in outbox.waiting(db)] == ["lost", "lost"]
    assert wire_status(db).summaries == 0
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 2, NOW))
    assert report(db, NOW).newest_told is None


def test_what_came_once_more_and_is_damaged_then_has_no_effect_of_today(db, hq, enrolled):
    """A word of before must not take the place of one that was told since."""
    outbox.put(db, "day", a_day(1), NOW, readable=True)
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 1, NOW, refused=(1,)))
    db.execute("UPDATE outbox SET envelope = zeroblob(200)")
    assert mending.replace_broken(db) == 1
    assert peek(outbox.waiting(db)[0].envelope).kind == "lost"


def test_what_another_key_signed_counts_as_broken(db, enrolled):
    put_days(db, 1)
    letter = Envelope(HOUSE, EPOCH, 1, "day", a_day())
    foreign = mint(letter, generate_signing_key()[0], enrolled.hq_sealing_key)
    db.execute("UPDATE outbox SET envelope = ?", (foreign,))
    assert mending.replace_broken(db) == 1
    assert peek(outbox.waiting(db)[0].envelope).kind == "lost"


def test_what_an_earlier_key_signed_is_sound_and_replaced_by_that_key(db, hq, enrolled):
    put_days(db, 2)
    new = own_keys.rotate(db, NOW)
    put_days(db, 1)
    assert mending.replace_broken(db) == 0
    db.execute("UPDATE outbox SET envelope = zeroblob(200) WHERE seq IN (2, 4)")
    assert mending.replace_broken(db) == 2
    _, second, _, fourth = outbox.waiting(db)
    for one, key in ((second, hq.verify_key), (fourth, new)):
        lost = open_envelope(one.envelope, key, hq.private_key)
        assert (lost.kind, lost.payload) == ("lost", {"k": "day"})


def test_a_change_of_keys_that_lost_a_bit_is_told_once_more(db, hq, enrolled):
    new = own_keys.rotate(db, NOW)
    later = own_keys.rotate(db, NOW)
    db.execute("UPDATE outbox SET envelope = zeroblob(200)")
    assert mending.replace_broken(db) == 2
    for one, signer, told in zip(
        outbox.waiting(db), (hq.verify_key, new), (new, later), strict=True
    ):
        opened = open_envelope(one.envelope, signer, hq.private_key)
        change = KeyChange.from_payload(opened.payload)
        change.check(HOUSE, EPOCH, one.seq)
        assert (opened.kind, change.verify_key) == ("key", told)


@pytest.mark.parametrize("everything", [False, True])
def test_a_key_that_another_program_changes_meanwhile_breaks_nothing(
    db, enrolled, house_file, monkeypatch, everything
):
    put_days(db, 1)
    read = own_keys.line

    def read_and_change(asked):
        with closing(records.open_database(house_file)) as other:
            own_keys.rotate(other, NOW)
            put_days(other, 1)
        return read(asked)

    monkeypatch.setattr(own_keys, "line", read_and_change)
    before = [one.envelope for one in outbox.everything_waiting(db)]
    assert mending.replace_broken(db, everything=everything) == 0
    assert [one.envelope for one in outbox.everything_waiting(db)][:1] == before


def test_a_key_that_is_let_go_of_meanwhile_breaks_nothing(db, enrolled, house_file, monkeypatch):
    own_keys.rotate(db, NOW)
    read = own_keys.line

    def settle_and_read(asked):
        monkeypatch.undo()
        with closing(records.open_database(house_file)) as other:
            settling.acknowledge(other, Answer(HOUSE, EPOCH, 1, NOW))
        return read(asked)

    monkeypatch.setattr(own_keys, "line", settle_and_read)
    assert mending.replace_broken(db) == 0


def test_what_arrived_meanwhile_gets_no_bytes_again(db, enrolled, house_file, monkeypatch):
    put_days(db, 1)
    db.execute("UPDATE outbox SET envelope = zeroblob(200)")

    def settle_and_verify(*given):
        with closing(records.open_database(house_file)) as other:
            settling.acknowledge(other, Answer(HOUSE, EPOCH, 1, NOW))
        return verify(*given)

    monkeypatch.setattr(envelope, "verify", settle_and_verify)
    mending.replace_broken(db)
    assert db.execute("SELECT envelope FROM outbox").fetchone() == (None,)


def test_a_key_signs_at_its_own_place_and_nowhere_else(db, hq, enrolled):
    put_days(db, 1)
    own_keys.rotate(db, NOW)
    outbox.put(db, "day", a_day(2), NOW)
    early, late = own_keys.line(db)
    assert verify_key_of(early.signing_key) == hq.verify_key
    letter = mint(Envelope(HOUSE, EPOCH, 3, "day", a_day()), early.signing_key, hq.sealing_key)
    db.execute("UPDATE outbox SET envelope = ? WHERE seq = 3", (letter,))
    assert mending.replace_broken(db) == 1
    open_envelope(outbox.waiting(db)[2].envelope, verify_key_of(late.signing_key), hq.private_key)
