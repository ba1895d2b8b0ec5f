"""The list of what no older backup may bring back: whole, and telling of nobody."""

import os
import stat
from datetime import date
from errno import ENOSPC
from pathlib import Path

import pytest

from kiosk.caretaker import forget
from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.forgetting import erase_child, record_answers
from kiosk.house import House
from kiosk.store.rights import forgotten, lines
from kiosk.store.rights.forgotten import ERASED, Forgotten
from tests.cast import add_child
from tests.disks import watched

PAPER = ConsentPaper("欧阳建国", ConsentWay.PAPER, "李老师", date(2026, 11, 24))
PANDA, OWL = "a" * 32, "b" * 32
GONE, NO = Forgotten(PANDA, ERASED, 70), Forgotten(OWL, "moods", 80)


def listed(place: Path, *children: str) -> set[Forgotten]:
    return set(forgotten.listed([place], children or (PANDA, OWL)))


def test_a_list_tells_of_the_children_who_are_asked_for_and_names_nobody(tmp_path: Path) -> None:
    forgotten.note(tmp_path, [GONE])
    forgotten.note(tmp_path, [GONE, NO])
    assert listed(tmp_path) == {GONE, NO}
    assert listed(tmp_path, OWL) == {NO}
    text = (tmp_path / forgotten.FILE_NAME).read_text()
    assert PANDA not in text and OWL not in text
    assert len(text.split()) == 6
    assert listed(tmp_path / "nowhere") == set()


def test_what_is_forgotten_is_on_the_disk_for_certain_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain, path = watched(monkeypatch), tmp_path / forgotten.FILE_NAME
    forgotten.note(tmp_path, [GONE])
    assert certain == [(path.name, path.read_bytes()), (tmp_path.name, {path.name})]
    before = path.read_bytes()
    forgotten.note(tmp_path, [GONE, NO])
    after = path.read_bytes(), len(certain)
    assert after[0].startswith(before)
    forgotten.note(tmp_path, [NO])
    assert (path.read_bytes(), len(certain)) == after
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_look_whether_a_list_can_be_written_notes_nothing(tmp_path: Path) -> None:
    forgotten.check(tmp_path)
    assert (tmp_path / forgotten.FILE_NAME).read_bytes() == b""


def test_a_line_that_was_torn_or_changed_counts_for_nothing_and_spoils_no_other(
    tmp_path: Path,
) -> None:
    path = tmp_path / forgotten.FILE_NAME
    forgotten.note(tmp_path, [GONE])
    line = path.read_text().strip()
    path.write_bytes(b"\xff\xfe" + line[:-3].encode())
    assert listed(tmp_path) == set()
    forgotten.note(tmp_path, [GONE, NO])
    assert listed(tmp_path) == {GONE, NO}
    path.write_text(line.replace("70 ", "99 "))
    assert listed(tmp_path) == set()


@pytest.mark.parametrize("kind", ["link", "pipe", "directory", "endless"])
def test_what_only_bears_the_name_of_the_list_is_not_followed_nor_waited_for(
    tmp_path: Path, kind: str
) -> None:
    path, elsewhere = tmp_path / forgotten.FILE_NAME, tmp_path / "elsewhere"
    elsewhere.write_text("")
    if kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    else:
        path.write_bytes(b"\0" * 2 * 1024 * 1024)
    with pytest.raises(OSError):  # noqa: PT011
        forgotten.note(tmp_path, [GONE])
    assert listed(tmp_path) == set()
    assert elsewhere.read_text() == ""


def full(*_: object) -> None:
    raise OSError(ENOSPC, "No space left on device")


def test_what_could_not_be_noted_at_once_is_made_up_for(
    unlocked: House, panda: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    friend = add_child(unlocked, "小松", keeps={Purpose.VISITS}, birth=date(2018, 1, 9))
    directory = unlocked.config.directory
    with monkeypatch.context() as patch:
        patch.setattr(lines, "add", full)
        record_answers(unlocked, panda.id, {Purpose.MOODS: False, Purpose.VISITS: True}, PAPER)
        erase_child(unlocked, friend.id)
    assert listed(directory, panda.id, friend.id) == set()
    forget(unlocked)
    found = {(one.child, one.what) for one in listed(directory, panda.id, friend.id)}
    assert found == {(panda.id, "moods"), (friend.id, ERASED)}


def test_a_first_no_takes_nothing_back(unlocked: House, owl: Child) -> None:
    record_answers(unlocked, owl.id, dict.fromkeys(Purpose, False), PAPER)
    forget(unlocked)
    assert listed(unlocked.config.directory, owl.id) == set()
