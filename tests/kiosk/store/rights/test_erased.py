"""The list beside the records outlives a power cut, and what a power cut tore on it."""

import stat
from pathlib import Path

import pytest

from kiosk.store.rights import erased
from tests.disks import watched

PANDA, OWL, SPARROW = (digit * 32 for digit in "a1f")


def test_who_is_erased_is_on_the_disk_for_certain_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = watched(monkeypatch)
    erased.note(tmp_path, [PANDA])
    path = tmp_path / erased.FILE_NAME
    assert certain == [(erased.FILE_NAME, path.read_bytes()), (tmp_path.name, {erased.FILE_NAME})]
    assert path.read_text().split() == [PANDA]
    erased.note(tmp_path, [PANDA, OWL])
    assert path.read_text().split() == [PANDA, OWL]
    before = path.read_bytes(), len(certain)
    erased.note(tmp_path, [OWL])
    assert (path.read_bytes(), len(certain)) == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "torn", [PANDA[:9].encode(), PANDA.encode() + OWL.encode(), b"\xff\xfe" + PANDA.encode()]
)
def test_a_line_that_is_torn_erases_nobody_and_hides_no_other(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / erased.FILE_NAME
    path.write_bytes(f"\n{SPARROW}\n".encode() + torn)
    assert erased.listed(tmp_path) == {SPARROW}
    erased.note(tmp_path, [OWL])
    assert erased.listed(tmp_path) == {SPARROW, OWL}


def test_a_list_that_is_not_there_names_nobody(tmp_path: Path) -> None:
    assert erased.listed(tmp_path) == frozenset()
    erased.check(tmp_path)
    assert erased.listed(tmp_path) == frozenset()
