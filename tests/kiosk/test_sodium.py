"""Without libsodium nothing would be sealed, so nothing starts."""

import os
from pathlib import Path

import pytest

from kiosk.house import House
from tests.kiosk.test_cli import aiyou

SENTENCE = "libsodium (PyNaCl) is missing or broken: nothing could be sealed, so nothing starts.\n"

MISSING = "raise ModuleNotFoundError(\"No module named 'nacl'\")"
BROKEN = "raise OSError('libsodium.so.23: cannot open shared object file')"
COMMANDS = (
    ("serve", "--port", "1"),
    ("house", "close"),
    ("house", "init", "--name", "x", "--counselor", "y", "--passphrase", "z"),
    ("house", "recover", "--rehearse"),
    ("counselor", "list"),
    ("doctor",),
    ("sync", "status"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize("nacl", [MISSING, BROKEN], ids=["missing", "broken"])
def test_every_command_of_the_house_refuses_in_one_sentence(
    house: House, tmp_path: Path, words: tuple[str, ...], nacl: str
) -> None:
    stub = tmp_path / "stub" / "nacl"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text(nacl)
    before = house.database.path.read_bytes()
    path = os.pathsep.join([str(stub.parent), os.environ.get("PYTHONPATH", "")])
    done = aiyou(*words, "--data", str(house.config.data), PYTHONPATH=path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", SENTENCE)
    assert house.database.path.read_bytes() == before


def test_a_demo_refuses_too(tmp_path: Path) -> None:
    stub = tmp_path / "stub" / "nacl"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text(MISSING)
    done = aiyou("demo", "--data", str(tmp_path / "demo"), PYTHONPATH=str(stub.parent))
    assert (done.returncode, done.stderr) == (1, SENTENCE)
    assert not (tmp_path / "demo").exists()
