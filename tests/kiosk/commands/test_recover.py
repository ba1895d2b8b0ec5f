"""Every passphrase is lost; two persons of the foundation come with half a key each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys import counselors
from kiosk.store.people import children
from sync.keys import generate_sealing_key, halves
from tests.cast import LEGAL_NAME, open_slot
from tests.kiosk.counselor.panel import audited, damage_file
from tests.warm import aiyou

PASSPHRASE = "green kettle morning tractor"
AIYOU = (sys.executable, "-m", "kiosk")
PAD = bytes(range(32))
NEW = ("--counselor", "赵老师", "--phone", "137", "--passphrase", PASSPHRASE)


@pytest.fixture
def sheets(recovery: tuple[bytes, bytes], tmp_path: Path) -> tuple[str, ...]:
    """Two files, one from each person."""
    words: list[str] = []
    for half in halves.split(recovery[0], PAD):
        file = tmp_path / f"half-{half.letter}"
        file.write_text(f"# {half.letter}\n{half.text}\n")
        words += ["--half", str(file)]
    return tuple(words)


def recover(house: House, *words: str):
    return aiyou("house", "recover", "--data", str(house.config.data), *words)


def test_two_halves_let_a_new_counselor_in_who_reads_everything(
    unlocked: House, panda: Child, sheets: tuple[str, ...]
) -> None:
    unlocked.vault.lock()
    done = recover(unlocked, *sheets, *NEW)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "赵老师 can unlock the panel now.\n"
    with unlocked.database.reading() as db:
        opened = open_slot(db, PASSPHRASE)
        keeper = house_store.keeper(db, opened.counselor)
        assert keeper.name == "赵老师"
        unlocked.vault.unlock(opened.private_key, keeper)
        assert children.file_of(db, unlocked.vault, panda.id).legal_name == LEGAL_NAME
        assert [one.name for one in counselors.everyone(db)] == ["李老师", "赵老师"]
    assert audited(unlocked)[-2:] == [
        ("added counselor", keeper.id),
        ("recovered the house", "house"),
    ]


def test_a_rehearsal_proves_it_and_changes_nothing_but_the_audit(
    house: House, panda: Child, sheets: tuple[str, ...]
) -> None:
    before = slots(house)
    done = recover(house, *sheets, "--rehearse")
    assert (done.returncode, done.stderr) == (0, "")
    assert "its records can be read" in done.stdout
    assert slots(house) == before
    assert audited(house)[-1] == ("rehearsed recovery", "house")


def slots(house: House) -> list[object]:
    with house.database.reading() as db:
        return [*db.table("key_slots").rows, *db.table("counselors").rows]


def test_a_rehearsal_tells_of_a_record_that_cannot_be_read(
    house: House, panda: Child, sheets: tuple[str, ...]
) -> None:
    damage_file(house, panda)
    done = recover(house, *sheets, "--rehearse")
    assert done.returncode == 1
    assert done.stderr == "The key opens, but the record it was tried on is damaged.\n"


def test_one_damaged_record_shuts_nobody_out(
    house: House, panda: Child, sheets: tuple[str, ...]
) -> None:
    damage_file(house, panda)
    done = recover(house, *sheets, *NEW)
    assert (done.returncode, done.stderr) == (0, "")
    with house.database.reading() as db:
        assert open_slot(db, PASSPHRASE)


def test_persons_may_type_their_halves(house: House, recovery: tuple[bytes, bytes]) -> None:
    first, second = halves.split(recovery[0], PAD)
    done = subprocess.run(
        [*AIYOU, "house", "recover", "--rehearse", "--data", house.config.data],
        input=f"{second.text.lower()}\n{first.text}\n",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "AIYOU_ARGON2_MEMORY_KIB": "1024"},
        start_new_session=True,
    )
    assert done.returncode == 0, done.stderr
    assert first.groups[3] not in done.stdout


def swapped(text: str) -> str:
    label, digits = text.splitlines()
    return f"{label}\n{digits[:12]}{'1' if digits[12] != '1' else '2'}{digits[13:]}\n"


def other_house(first: Path, second: Path) -> None:
    pair = halves.split(generate_sealing_key()[0], PAD)
    for file, half in zip((first, second), pair, strict=True):
        file.write_text(half.text)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda a, b: b.write_bytes(a.read_bytes()), "Half B is missing"),
        (lambda a, b: b.write_text(b.read_text()[:-2] + "\n"), "17 groups of four digits"),
        (lambda a, b: b.write_text(swapped(b.read_text())), "A digit of this half is wrong"),
        (lambda a, b: b.write_bytes(b"\xff\xfe"), "cannot be read"),
        (other_house, "This recovery key does not open this house."),
    ],
)
def test_what_is_not_the_key_is_one_sentence_and_changes_nothing(
    house: House, sheets: tuple[str, ...], spoil, sentence: str
) -> None:
    before = (slots(house), audited(house))
    spoil(Path(sheets[1]), Path(sheets[3]))
    done = recover(house, *sheets, *NEW)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert sentence in done.stderr
    assert (slots(house), audited(house)) == before


def test_a_weak_passphrase_recovers_nothing(house: House, sheets: tuple[str, ...]) -> None:
    before = slots(house)
    done = recover(house, *sheets, *NEW[:-1], "12345678")
    assert done.returncode == 1
    assert "easy to guess" in done.stderr
    assert slots(house) == before


@pytest.mark.parametrize("words", [(), ("--rehearse", "--half", "/dev/null"), NEW[:1]])
def test_wrong_usage_is_told(house: House, words: tuple[str, ...]) -> None:
    assert recover(house, *words).returncode == 2


def test_a_copy_of_the_card_is_recovered_on_another_machine(
    unlocked: House, panda: Child, sheets: tuple[str, ...], tmp_path: Path
) -> None:
    unlocked.close()
    copy = shutil.copytree(unlocked.config.data, tmp_path / "copy")
    done = aiyou("house", "recover", "--data", str(copy), *sheets, *NEW)
    assert done.returncode == 0, done.stderr
