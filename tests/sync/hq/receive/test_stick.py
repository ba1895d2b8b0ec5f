"""What a stick brings to headquarters, on both databases."""

import os
from pathlib import Path

import pytest

from sync import answer, batch
from sync.answer import Answer
from sync.couriers import usb
from sync.couriers.usb import ANSWER, FOLDER
from sync.errors import BadEnvelope
from sync.hq.receive import stick as stick_room
from sync.hq.receive.stick import Brought, take_in
from sync.hq.told import days
from tests import disks
from tests.sync.hq.cast import TODAY, Office, SpeakingHouse


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def put(stick: Path, house: SpeakingHouse, *letters: bytes, first: int = 1) -> Path:
    last = first + len(letters) - 1
    name = f"{house.epoch.hex()}-{first:06d}-{last:06d}.aiyou"
    file = stick / FOLDER / house.house / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(batch.encode(letters))
    return file


def received(office: Office, folder: Path) -> list[Brought]:
    hq = office.hq
    return list(take_in(hq.database, hq.ring, folder, hq.clock()))


def answer_beside(office: Office, file: Path) -> Answer:
    return answer.verify(file.with_suffix(ANSWER).read_bytes(), office.hq.ring.verify_key)


def test_two_houses_on_one_stick_are_each_answered(office: Office, stick: Path) -> None:
    one, other = office.enrolled_house(), office.enrolled_house("yudu")
    files = [put(stick, one, one.day(1), one.day(2)), put(stick, other, other.day(1))]
    brought = received(office, stick)
    assert [(done.answer.house, done.answer.accepted) for done in brought if done.answer] == [
        (other.house, 1),
        (one.house, 2),
    ]
    assert [answer_beside(office, file).accepted for file in files] == [2, 1]
    with office.hq.database.reading() as connection:
        assert {day.house for day in days.between(connection, TODAY, TODAY)} == {
            one.house,
            other.house,
        }


def test_the_same_stick_twice_changes_nothing(office: Office, stick: Path) -> None:
    house = office.enrolled_house()
    put(stick, house, house.day(1))
    first, second = received(office, stick), received(office, stick)
    assert [done.answer and done.answer.refused for done in (*first, *second)] == [(), ()]


def test_one_bad_file_never_blocks_the_others(office: Office, stick: Path) -> None:
    house, stranger = office.enrolled_house(), office.new_house("yudu")
    good = put(stick, house, house.day(1), house.day(2), house.day(3))
    torn = put(stick, house, house.day(4), first=4)
    torn.write_bytes(torn.read_bytes()[:99])
    unknown = put(stick, stranger, stranger.day(1))
    foreign = stick / "holiday.aiyou"
    foreign.write_bytes(b"\x00" * 5_000_000)
    (stick / "notes.txt").write_text("not ours")
    link = good.with_name("link.aiyou")
    link.symlink_to("/etc/passwd")
    troubles = {done.file: done.trouble for done in received(office, stick)}
    assert set(troubles) == {good, torn, unknown, foreign}
    assert troubles[good] is None
    assert "torn" in troubles[torn]
    assert "torn" in troubles[foreign]
    assert "not enrolled" in troubles[unknown]
    assert answer_beside(office, good).accepted == 3
    assert [file.name for file in stick.rglob(f"*{ANSWER}")] == [good.with_suffix(ANSWER).name]


def test_of_two_cards_of_a_house_the_later_one_is_met_later(office: Office, stick: Path) -> None:
    house = office.enrolled_house()
    first = put(stick, house, house.day(1, present=9))
    os.utime(first, (0, 1_790_000_000))
    house.epoch = bytes(8)
    later = put(stick, house, house.day(1, present=17))
    assert [done.file for done in received(office, stick)] == [first, later]
    with office.hq.database.reading() as connection:
        (day,) = days.between(connection, TODAY, TODAY)
    assert day.present == 17


def test_what_a_mac_notes_beside_each_file_is_left_alone(office: Office, stick: Path) -> None:
    house = office.enrolled_house()
    good = put(stick, house, house.day(1))
    good.with_name(f"._{good.name}").write_bytes(b"\x00\x05\x16\x07")
    assert [(done.file, done.trouble) for done in received(office, stick)] == [(good, None)]


def test_a_folder_that_nobody_may_enter_never_hides_the_others() -> None:
    with disks.for_everybody() as place:
        for name in ("yudu-0001", "yuexi-0001", "zhijin-0001"):
            (place / name).mkdir()
            (place / name / "0102030405060708-000001-000001.aiyou").write_bytes(b"\x80")
        (place / "yuexi-0001").chmod(0o444)
        with disks.as_nobody():
            found = list(stick_room.files(place))
            assert [file.parent for file in found] == sorted(place.iterdir())
            with pytest.raises(BadEnvelope, match="cannot be read"):
                usb.read(found[1], batch.LARGEST)
        (place / "yuexi-0001").chmod(0o755)


@pytest.mark.skipif(not disks.may_mount(), reason="mounting is not permitted here")
def test_a_folder_that_the_stick_fails_to_show_is_said_and_hides_no_other(
    office: Office, tmp_path: Path
) -> None:
    house = office.enrolled_house()
    with disks.breaking_stick(tmp_path / "stick", f"{FOLDER}/anshun-0001") as stick:
        good = put(stick, house, house.day(1))
        broken, taken = received(office, stick)
        assert (broken.file, taken.file) == (good.parent.with_name("anshun-0001"), good)
        assert "cannot be read" in str(broken.trouble)
        assert taken.trouble is None and answer_beside(office, good).accepted == 1


def test_an_answer_that_cannot_be_written_is_said_and_made_up_for(
    office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = office.enrolled_house()
    file = put(stick, house, house.day(1))

    def pulled(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", pulled)
        (done,) = received(office, stick)
    assert done.answer
    assert "no answer could be written" in str(done.trouble)
    assert not file.with_suffix(ANSWER).exists()
    received(office, stick)
    assert answer_beside(office, file).accepted == 1
