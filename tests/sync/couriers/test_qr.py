"""QR codes: a link that holds a request, and the code that comes back."""

import random

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from sync import batch, confirmation, enrolment, envelope, outbox
from sync.couriers import qr
from sync.errors import NotEnrolled, WrongCode
from sync.keys import own_keys
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, a_day, put_days


def unpack(link: str) -> bytes:
    """Read a link back, independently of how it was written."""
    number = int(link.rpartition(".")[2])
    data = number.to_bytes((number.bit_length() + 7) // 8)
    assert data[0] == 1
    return data[1:]


def waiting(db):
    return [one.seq for one in outbox.waiting(db)]


def told_by(hq, seq, epoch=EPOCH, alone=False):
    secret = confirmation.secret_of_headquarters(hq.private_key, hq.verify_key)
    return confirmation.code(secret, HOUSE, epoch, seq, alone=alone)


def keep_days(db, count):
    for number in range(1, count + 1):
        outbox.put(db, "day", a_day(number), NOW + number, readable=True)


def test_a_link_holds_the_body_of_a_request(db, hq, enrolled):
    keep_days(db, 5)
    codes = qr.laid_out(db)
    assert [one.seqs for one in codes] == [[1, 2], [3, 4], [5]]
    bodies = [unpack(one.link) for one in codes]
    carried = [letter for body in bodies for letter in batch.decode(body)]
    assert carried == [one.envelope for one in outbox.waiting(db)]
    assert codes[0].link.startswith(f"{hq.url}/c#2026-11-01/2026-11-02.")
    assert codes[2].link.startswith(f"{hq.url}/c#2026-11-05.")
    for body in bodies:
        hq.receive(body)
    assert len(hq.opened) == 5


def test_what_the_card_has_damaged_is_mended_however_much_waits_before_it(db, hq, enrolled):
    for _ in range(5):
        keep_days(db, 25)
    db.execute("UPDATE outbox SET envelope = zeroblob(200) WHERE seq IN (1, 110)")
    carried = [one.envelope for code in qr.laid_out(db) for one in code.carried]
    assert len(carried) == 125
    for one in carried:
        envelope.verify(one, hq.verify_key)


def test_a_month_of_512_bytes_fits_one_code_and_what_is_larger_has_none(db, enrolled):
    outbox.put(db, "month", {"x": bytes(362)}, NOW)
    outbox.put(db, "message", {"x": bytes(363)}, NOW)
    put_days(db, 1)
    assert len(outbox.waiting(db)[0].envelope) == 512
    codes = qr.laid_out(db)
    assert [one.seqs for one in codes] == [[1], [3]]
    assert int(str(codes[0].picture.version)) <= 17


def test_the_latest_month_comes_first_in_a_code_of_its_own(db, enrolled):
    outbox.put(db, "month", {"x": bytes(200)}, NOW)
    keep_days(db, 3)
    outbox.put(db, "month", {"x": bytes(200), "y": "2026-11"}, NOW, readable=True)
    keep_days(db, 2)
    codes = qr.laid_out(db)
    assert [one.seqs for one in codes] == [[5], [1], [2, 3], [4, 6], [7]]
    assert codes[0].link.startswith(f"{enrolled.hq_url}/c#2026-11.")
    assert [one.is_whole_month for one in codes] == [True, True, False, False, False]


def test_a_change_of_keys_comes_before_the_month_that_the_new_one_signed(db, enrolled):
    """Whoever photographs the month first would be told that headquarters cannot use it."""
    keep_days(db, 2)
    own_keys.rotate(db, NOW)
    own_keys.rotate(db, NOW)
    keep_days(db, 1)
    outbox.put(db, "month", {"x": bytes(200)}, NOW)
    own_keys.rotate(db, NOW)
    assert [one.seqs for one in qr.laid_out(db)] == [[3, 4], [6], [1, 2], [5, 7]]


@pytest.mark.parametrize("seed", range(12))
def test_a_code_is_read_back_from_a_poor_picture(db, enrolled, seed, tmp_path):
    """Tilted, shrunk, blurred, noisy, grey: as a cheap phone sees a screen."""
    rng = random.Random(seed)
    keep_days(db, 2)
    (code,) = qr.laid_out(db)
    path = tmp_path / "code.png"
    code.picture.save(path, scale=4, border=4)
    with Image.open(path) as drawn:
        seen = Image.new("L", (640, 480), 90)
        seen.paste(drawn.convert("L"), (90, 60))
    seen = seen.rotate(rng.uniform(-25, 25), Image.Resampling.BICUBIC, fillcolor=90)
    seen = seen.resize([round(side * rng.uniform(0.9, 1.4)) for side in [640, 480]])
    seen = seen.filter(ImageFilter.GaussianBlur(rng.uniform(0.6, 1.4)))
    noise = Image.effect_noise(seen.size, 40)
    seen = Image.blend(seen, noise, 0.25)
    (read,) = zxingcpp.read_barcodes(seen)
    assert read.text == code.link


def test_a_confirmation_code_empties_the_outbox_up_to_its_number(db, hq, enrolled):
    put_days(db, 5)
    assert qr.confirm(db, told_by(hq, 3), NOW + 99) == 3
    assert waiting(db) == [4, 5]
    assert qr.confirm(db, told_by(hq, 5).lower(), NOW + 100) == 2
    assert waiting(db) == []


def test_the_code_of_one_alone_settles_that_one_and_no_other(db, hq, enrolled):
    put_days(db, 5)
    assert qr.confirm(db, told_by(hq, 4, alone=True), NOW + 99) == 1
    assert waiting(db) == [1, 2, 3, 5]
    assert (wire_status(db).acknowledged_seq, wire_status(db).acknowledged_at) == (0, NOW + 99)
    with pytest.raises(WrongCode):
        qr.confirm(db, told_by(hq, 4, alone=True), NOW + 100)
    assert qr.confirm(db, told_by(hq, 5), NOW + 101) == 4
    assert wire_status(db).acknowledged_seq == 5


def test_a_wrong_or_an_old_code_changes_nothing(db, hq, enrolled):
    put_days(db, 2)
    old = told_by(hq, 2)
    qr.confirm(db, old, NOW)
    put_days(db, 2)
    before = db.execute("SELECT * FROM outbox").fetchall()
    other_epoch, later = told_by(hq, 3, b"epoch--2"), told_by(hq, 5)
    gone = told_by(hq, 2, alone=True)
    for typed in (old, gone, other_epoch, later, "", "0000-0000-00"):
        with pytest.raises(WrongCode):
            qr.confirm(db, typed, NOW)
    assert db.execute("SELECT * FROM outbox").fetchall() == before


def test_after_a_restore_each_epoch_is_confirmed_by_its_own_code(db, hq, enrolled):
    put_days(db, 2)
    enrolment.new_epoch(db)
    put_days(db, 1)
    new = enrolment.known(db).epoch
    assert [one.seqs for one in qr.laid_out(db)] == [[1, 2], [1]]
    assert qr.confirm(db, told_by(hq, 1, new), NOW) == 1
    assert qr.confirm(db, told_by(hq, 2), NOW) == 2


def test_a_house_that_is_not_enrolled_has_no_codes(db):
    with pytest.raises(NotEnrolled):
        qr.laid_out(db)
    with pytest.raises(NotEnrolled):
        qr.confirm(db, "0000-0000-00", NOW)


def test_the_terminal_shows_it(db, enrolled):
    put_days(db, 1)
    (code,) = qr.laid_out(db)
    assert len(code.in_terminal().splitlines()) > 30
