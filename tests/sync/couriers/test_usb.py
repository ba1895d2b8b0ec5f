"""A stick between a house and headquarters: nothing is lost by it, nothing foreign is touched."""

import os

import pytest

from sync import answer, batch, enrolment, outbox, settling
from sync.couriers import usb
from sync.couriers.usb import ANSWER, FOLDER, README, REQUEST, UNWRITABLE
from sync.errors import NotEnrolled
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, a_day, put_days


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    return place


def letters(stick, suffix=REQUEST):
    return sorted((stick / FOLDER / HOUSE).glob(f"*{suffix}"))


def visit_headquarters(stick, hq):
    """Let headquarters answer every file of the stick."""
    for file in letters(stick):
        file.with_suffix(ANSWER).write_bytes(hq.receive(file.read_bytes()).body)


def waiting(db):
    return [one.seq for one in outbox.waiting(db)]


def test_a_round_trip_empties_outbox_and_stick(db, hq, enrolled, stick):
    put_days(db, 3)
    done = usb.exchange(db, stick)
    assert (done.written, done.carried, done.settled, done.troubles) == (3, 3, 0, [])
    assert [file.name for file in letters(stick)] == [f"{EPOCH.hex()}-000001-000003.aiyou"]
    assert waiting(db) == [1, 2, 3]
    visit_headquarters(stick, hq)
    done = usb.exchange(db, stick)
    assert (done.written, done.carried, done.settled, done.troubles) == (0, 0, 3, [])
    assert waiting(db) == []
    assert letters(stick) == letters(stick, ANSWER) == []
    assert len(hq.opened) == 3


def test_the_same_stick_twice_holds_everything_once(db, enrolled, stick):
    put_days(db, 2)
    usb.exchange(db, stick)
    before = {file: file.stat().st_mtime_ns for file in stick.rglob("*")}
    done = usb.exchange(db, stick)
    assert (done.written, done.carried) == (0, 2)
    assert {file: file.stat().st_mtime_ns for file in stick.rglob("*")} == before
    outbox.put(db, "day", a_day(3), NOW)
    assert usb.exchange(db, stick).written == 1
    assert [batch.decode(file.read_bytes()) for file in letters(stick)] == [
        [one.envelope for one in outbox.waiting(db)[:2]],
        [outbox.waiting(db)[2].envelope],
    ]


def test_more_than_one_request_and_more_than_one_epoch_fit_a_stick(db, hq, enrolled, stick):
    for _ in range(5):
        put_days(db, 25)
    enrolment.new_epoch(db)
    put_days(db, 1)
    assert usb.exchange(db, stick).written == 126
    assert len(letters(stick)) == 3
    visit_headquarters(stick, hq)
    assert usb.exchange(db, stick).settled == 126


def test_what_went_another_way_meanwhile_leaves_the_stick(db, hq, enrolled, stick):
    put_days(db, 2)
    usb.exchange(db, stick)
    hq.receive(batch.encode([one.envelope for one in outbox.waiting(db)]))
    settling.acknowledge(db, answer.Answer(HOUSE, EPOCH, 2, NOW + 60))
    visit_headquarters(stick, hq)
    done = usb.exchange(db, stick)
    assert (done.settled, done.troubles, letters(stick)) == (0, [], [])
    assert wire_status(db).acknowledged_at == NOW + 60


def test_an_old_answer_does_not_set_what_is_known_back(db, hq, enrolled, stick):
    put_days(db, 1)
    usb.exchange(db, stick)
    visit_headquarters(stick, hq)
    put_days(db, 2)
    settling.acknowledge(db, answer.Answer(HOUSE, EPOCH, 3, NOW + 60), {2, 3})
    assert usb.exchange(db, stick).settled == 1
    assert (wire_status(db).acknowledged_seq, wire_status(db).acknowledged_at) == (3, NOW + 60)


def test_a_torn_file_is_written_anew(db, hq, enrolled, stick):
    put_days(db, 2)
    usb.exchange(db, stick)
    (torn,) = letters(stick)
    whole = torn.read_bytes()
    torn.write_bytes(whole[:100])
    assert usb.exchange(db, stick).written == 2
    assert torn.read_bytes() == whole


@pytest.mark.parametrize("content", [b"", b"nonsense", None], ids=["empty", "nonsense", "torn"])
def test_a_bad_answer_is_said_and_blocks_no_other(db, hq, enrolled, stick, content):
    put_days(db, 2)
    usb.exchange(db, stick)
    put_days(db, 1)
    usb.exchange(db, stick)
    visit_headquarters(stick, hq)
    bad, _ = letters(stick, ANSWER)
    bad.write_bytes(bad.read_bytes()[:50] if content is None else content)
    done = usb.exchange(db, stick)
    assert done.settled == 1
    assert [file for file, _ in done.troubles] == [bad.name]
    assert waiting(db) == [1, 2]
    assert bad.exists()


def test_an_answer_settles_only_what_its_file_carried(db, hq, enrolled, stick):
    put_days(db, 3)
    usb.exchange(db, stick)
    (file,) = letters(stick)
    visit_headquarters(stick, hq)
    file.write_bytes(batch.encode(batch.decode(file.read_bytes())[:2]))
    done = usb.exchange(db, stick)
    assert (done.settled, done.written, waiting(db)) == (2, 1, [3])


def test_what_is_foreign_is_left_alone(db, hq, enrolled, stick):
    put_days(db, 1)
    home = stick / FOLDER / HOUSE
    foreign = [stick / "照片.jpg", home / "notes.txt", home / "mine.aiyou", home / "x.answer"]
    foreign += [stick / FOLDER / "litang-0001" / f"{EPOCH.hex()}-000001-000001.aiyou"]
    for file in foreign:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"not ours")
    usb.exchange(db, stick)
    visit_headquarters_only = [file for file in letters(stick) if file not in foreign]
    for file in visit_headquarters_only:
        file.with_suffix(ANSWER).write_bytes(hq.receive(file.read_bytes()).body)
    done = usb.exchange(db, stick)
    assert (done.settled, done.troubles) == (1, [])
    assert [file.read_bytes() for file in foreign] == [b"not ours"] * len(foreign)


def test_a_stick_that_is_pulled_leaves_the_outbox_as_it_was(db, enrolled, stick, monkeypatch):
    put_days(db, 2)
    real, before = os.fsync, [tuple(one) for one in db.execute("SELECT * FROM outbox").fetchall()]

    def pulled(descriptor):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", pulled)
    done = usb.exchange(db, stick)
    assert (done.written, done.troubles) == (0, [("", UNWRITABLE)])
    assert letters(stick) == []
    monkeypatch.setattr(os, "fsync", real)
    assert [tuple(one) for one in db.execute("SELECT * FROM outbox").fetchall()] == before
    assert usb.exchange(db, stick).written == 2
    assert list(stick.rglob("*.part")) == []


def test_a_link_that_leads_elsewhere_is_not_written_through(db, enrolled, stick, tmp_path):
    put_days(db, 1)
    target, home = tmp_path / "precious", stick / FOLDER / HOUSE
    target.write_text("precious")
    home.mkdir(parents=True)
    (home / f".{EPOCH.hex()}-000001-000001.aiyou.part").symlink_to(target)
    assert usb.exchange(db, stick).written == 1
    assert target.read_text() == "precious"


def test_the_stick_says_what_it_is_in_both_languages(db, enrolled, stick):
    put_days(db, 1)
    usb.exchange(db, stick)
    told = (stick / FOLDER / README).read_bytes()
    assert told.startswith(b"\xef\xbb\xbf")
    text = told.decode("utf-8-sig")
    assert "爱佑之家" in text
    assert "headquarters" in text
    assert text.count(f"{enrolled.hq_url}/c\r\n") == 2


def test_a_house_that_is_not_enrolled_writes_nothing(db, stick):
    with pytest.raises(NotEnrolled):
        usb.exchange(db, stick)
    assert list(stick.iterdir()) == []
