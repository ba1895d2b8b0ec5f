"""A stick between a house and headquarters: nothing is lost by it, nothing foreign is touched."""

import os
import shutil
from contextlib import suppress

import pytest

from sync import answer, batch, enrolment, envelope, outbox, settling
from sync.couriers import usb
from sync.couriers.usb import ANSWER, FOLDER, NOT_ALL, README, REQUEST, UNWRITABLE
from sync.errors import NotEnrolled
from sync.status import wire_status
from tests import disks
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


def test_what_the_card_has_damaged_is_mended_however_much_waits_before_it(db, hq, enrolled, stick):
    for _ in range(5):
        put_days(db, 25)
    db.execute("UPDATE outbox SET envelope = zeroblob(200) WHERE seq IN (1, 110)")
    usb.exchange(db, stick)
    carried = [one for file in letters(stick) for one in batch.decode(file.read_bytes())]
    assert len(carried) == 125
    for one in carried:
        envelope.verify(one, hq.verify_key)


def test_a_file_of_which_some_still_waits_stays_as_it_is(db, hq, enrolled, stick):
    put_days(db, 2)
    usb.exchange(db, stick)
    (before,) = letters(stick)
    content = before.read_bytes()
    settling.acknowledge(db, answer.Answer(HOUSE, EPOCH, 1, NOW))
    done = usb.exchange(db, stick)
    assert (done.written, done.carried) == (0, 1)
    assert [file.read_bytes() for file in letters(stick)] == [content]


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


@pytest.mark.parametrize("place", ["request", "answer", "both"])
def test_what_only_bears_the_name_of_a_file_is_not_waited_for(db, hq, enrolled, stick, place):
    put_days(db, 2)
    usb.exchange(db, stick)
    visit_headquarters(stick, hq)
    (request,), (answered,) = letters(stick), letters(stick, ANSWER)
    for one in {"request": [request], "answer": [answered]}.get(place, [request, answered]):
        one.unlink()
        os.mkfifo(one)
    done = usb.exchange(db, stick)
    assert (done.settled, waiting(db)) == (0, [1, 2])
    assert {*(stick / FOLDER / HOUSE).iterdir()} == {request, answered}


def test_a_file_that_cannot_be_looked_at_is_said_and_blocks_no_other(db, hq, enrolled, stick):
    put_days(db, 2)
    usb.exchange(db, stick)
    visit_headquarters(stick, hq)
    broken = stick / FOLDER / HOUSE / f"{bytes(8).hex()}-000001-000001"
    for suffix in (REQUEST, ANSWER):
        disks.unanswering(broken.with_suffix(suffix))
    done = usb.exchange(db, stick)
    assert done.settled == 2
    assert done.troubles == [(broken.with_suffix(ANSWER).name, "The file cannot be read.")]


@pytest.mark.parametrize("led_away", [FOLDER, f"{FOLDER}/{HOUSE}"])
def test_a_folder_that_leads_elsewhere_is_not_followed(db, enrolled, stick, tmp_path, led_away):
    theirs = tmp_path / "theirs"
    (theirs / HOUSE).mkdir(parents=True)
    (stick / led_away).parent.mkdir(exist_ok=True)
    (stick / led_away).symlink_to(theirs)
    put_days(db, 1)
    done = usb.exchange(db, stick)
    assert (done.written, done.troubles) == (0, [("", UNWRITABLE)])
    assert list(theirs.rglob("*")) == [theirs / HOUSE]


def test_a_file_of_the_readmes_name_is_read_no_further_than_it_is_long(db, enrolled, stick):
    put_days(db, 1)
    readme = stick / FOLDER / README
    readme.parent.mkdir()
    readme.touch()
    os.truncate(readme, 2**40)
    assert usb.exchange(db, stick).written == 1
    assert readme.stat().st_size < 10_000


def test_a_full_stick_loses_nothing(db, enrolled, stick):
    if not disks.may_mount():
        pytest.skip("a stick that fills up needs the right to mount one")
    put_days(db, 3)
    with disks.small_disk(stick / "small", "64k") as small:
        photographs = small / "照片.jpg"
        with suppress(OSError), photographs.open("wb", buffering=0) as file:
            while file.write(b"x" * 1024):
                pass
        assert usb.exchange(db, small).troubles == [("", UNWRITABLE)]
        assert [one for one in small.rglob("*") if one.is_file()] == [photographs]
        photographs.unlink()
        assert usb.exchange(db, small).written == 3


def test_a_stick_that_fills_up_on_the_way_says_what_it_holds(db, enrolled, stick):
    if not disks.may_mount():
        pytest.skip("a stick that fills up needs the right to mount one")
    for _ in range(20):
        outbox.put(db, "message", {"s": bytes(4096)}, NOW)
    with disks.small_disk(stick / "small", "80k") as small:
        done = usb.exchange(db, small)
        (file,) = letters(small)
        held = len(batch.decode(file.read_bytes()))
    assert 0 < held < 20
    assert (done.written, done.carried, done.troubles) == (held, held, [("", NOT_ALL)])


def test_a_stick_that_can_only_be_read_still_brings_its_answers(db, hq, enrolled, stick):
    put_days(db, 3)
    usb.exchange(db, stick)
    visit_headquarters(stick, hq)
    with disks.only_to_be_read(stick):
        done = usb.exchange(db, stick)
        assert (done.settled, done.troubles, waiting(db)) == (3, [], [])
        put_days(db, 1)
        assert usb.exchange(db, stick).troubles == [("", UNWRITABLE)]
    assert usb.exchange(db, stick).written == 1
    assert [file.name for file in letters(stick)] == [f"{EPOCH.hex()}-000004-000004.aiyou"]


def test_a_stick_pulled_at_any_moment_holds_whole_files_or_none(
    db, enrolled, stick, tmp_path, monkeypatch
):
    put_days(db, 2)
    outbox.put(db, "message", {"x": bytes(100)}, NOW)
    pulled = []

    def seen_before(real):
        def call(*given):
            pulled.append(shutil.copytree(stick, tmp_path / f"pulled {len(pulled)}"))
            return real(*given)

        return call

    with monkeypatch.context() as patched:
        for name in ("fsync", "replace"):
            patched.setattr(os, name, seen_before(getattr(os, name)))
        usb.exchange(db, stick)
    assert len(pulled) == 6
    whole = [one.envelope for one in outbox.waiting(db)]
    for one in pulled:
        found = [batch.decode(file.read_bytes()) for file in letters(one)]
        assert found in ([], [whole])
        assert usb.exchange(db, one).troubles == []
        assert [batch.decode(file.read_bytes()) for file in letters(one)] == [whole]


@pytest.mark.parametrize("way", ["answered", "by another way"])
def test_a_stick_pulled_while_it_is_tidied_brings_no_trouble_when_it_is_in_again(
    db, hq, enrolled, stick, tmp_path, monkeypatch, way
):
    put_days(db, 2)
    usb.exchange(db, stick)
    visit_headquarters(stick, hq)
    if way != "answered":
        settling.acknowledge(db, answer.Answer(HOUSE, EPOCH, 2, NOW))
    real, pulled = os.unlink, []

    def seen_before(path, **more):
        pulled.append(shutil.copytree(stick, tmp_path / f"pulled {len(pulled)}"))
        real(path, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", seen_before)
        usb.exchange(db, stick)
    assert len(pulled) == 2
    for one in pulled:
        assert usb.exchange(db, one).troubles == []
        assert letters(one) == letters(one, ANSWER) == []


def test_every_name_on_it_is_one_that_a_fat_stick_may_hold(db, enrolled, stick):
    put_days(db, 1)
    usb.exchange(db, stick)
    names = [path.name for path in stick.rglob("*")]
    names += [f".{name}.part" for name in names]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert not set(name) & set('"*/:<>?\\|') and len(name.encode("utf-16-le")) <= 510
        assert name == name.rstrip(". ") and name.isprintable()
