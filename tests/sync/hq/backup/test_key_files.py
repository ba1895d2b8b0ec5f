import stat
from pathlib import Path

import pytest
from nacl.pwhash import argon2id

from sync.hq.backup import key_files
from sync.hq.errors import Refused
from tests.sync.hq.cast import Office

PASSPHRASE = "seven quiet lanterns"
# As they are in earnest: the tests' own are cheap.
IN_EARNEST = {name: getattr(key_files, name) for name in ("PASSES", "MEMORY")}


def test_a_guess_at_a_backup_costs_a_quarter_of_a_gigabyte(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, worth in IN_EARNEST.items():
        monkeypatch.setattr(key_files, name, worth)
    keys = small_office.config.keys
    sealed = key_files.seal(keys, PASSPHRASE)
    assert (sealed["mem"], sealed["ops"]) == (256 * 1024 * 1024, argon2id.OPSLIMIT_MODERATE)
    assert key_files.opened(sealed, PASSPHRASE)["panel.key"] == (keys / "panel.key").read_bytes()


def test_what_a_guess_costs_stands_in_the_backup(small_office: Office) -> None:
    sealed = key_files.seal(small_office.config.keys, PASSPHRASE)
    dearer = sealed | {"ops": sealed["ops"] + 1}
    with pytest.raises(Refused):
        key_files.opened(dearer, PASSPHRASE)


def test_keys_are_written_for_their_owner_into_their_own_directory_alone(tmp_path: Path) -> None:
    directory = tmp_path / "hq" / "keys"
    key_files.write({"panel.key": b"one", "../../elsewhere.key": b"two"}, directory)
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}
    assert found == {"panel.key": 0o600, "elsewhere.key": 0o600}
    assert list(tmp_path.rglob("*.key")) == list(directory.iterdir())
