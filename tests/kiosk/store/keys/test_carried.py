import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.errors import StickUnwritable
from kiosk.store.keys import carried
from tests.disks import watched

# The system kills whoever writes more than so many bytes of a file: here in the midst of a key.
_DIES_MEANWHILE = """
import resource, signal, sys
from pathlib import Path
from kiosk.store.keys import carried
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
carried.make(Path(sys.argv[1]))
"""


def test_a_key_is_found_again_on_its_stick_and_lasts(tmp_path: Path) -> None:
    made = carried.make(tmp_path)
    assert (len(made.id), len(made.secret)) == (carried.ID_BYTES, carried.SECRET_BYTES)
    assert carried.read(tmp_path) == made
    assert carried.found_on([tmp_path, tmp_path / "nowhere"]) == {made.id: made}
    file = tmp_path / carried.FILE_NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_stick_keeps_the_key_that_it_has(tmp_path: Path) -> None:
    assert carried.make(tmp_path) == carried.make(tmp_path)


def test_two_sticks_never_have_the_same_key(tmp_path: Path) -> None:
    for name in ("red", "blue"):
        (tmp_path / name).mkdir()
    assert carried.make(tmp_path / "red") != carried.make(tmp_path / "blue")


@pytest.mark.parametrize("content", [b"", b"AIYOUKEY1", b"x" * 49, b"AIYOUKEY1" + bytes(41)])
def test_what_is_no_key_is_none_and_is_never_written_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / carried.FILE_NAME).write_bytes(content)
    assert carried.read(tmp_path) is None
    with pytest.raises(StickUnwritable):
        carried.make(tmp_path)
    assert (tmp_path / carried.FILE_NAME).read_bytes() == content


def test_a_stick_on_which_a_key_was_half_written_takes_one(tmp_path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", _DIES_MEANWHILE, tmp_path], check=False)
    assert died.returncode == -signal.SIGXFSZ
    assert carried.read(tmp_path) is None
    assert carried.make(tmp_path) == carried.read(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [carried.FILE_NAME]


def test_a_key_is_on_its_stick_for_certain_before_it_bears_its_name_and_then_its_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = watched(monkeypatch)
    made = carried.make(tmp_path)
    (_, content), folder = certain
    assert isinstance(content, bytes) and content.endswith(made.id + made.secret)
    assert folder == (tmp_path.name, {carried.FILE_NAME})


def test_a_stick_that_is_gone_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StickUnwritable):
        carried.make(tmp_path / "pulled out")


def test_a_secret_is_not_shown_by_accident(tmp_path: Path) -> None:
    made = carried.make(tmp_path)
    assert repr(made.secret) not in repr(made)
