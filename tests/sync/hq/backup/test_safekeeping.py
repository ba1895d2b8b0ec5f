"""The two commands, as they are typed."""

import json
import subprocess
import sys
from pathlib import Path

from tests.sync.hq.cast import Office

PASSPHRASE = "seven quiet lanterns"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sync.hq", *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def test_a_headquarters_moves_in_a_file(small_office: Office, tmp_path: Path) -> None:
    small_office.enrolled_house()
    file, secret, there = tmp_path / "hq.backup", tmp_path / "secret", tmp_path / "there"
    secret.write_text(PASSPHRASE + "\n")
    words = [file, "--passphrase-file", secret]
    made = run("backup", *words, "--data", small_office.config.data, "--json")
    assert (made.returncode, made.stderr) == (0, "")
    told = json.loads(made.stdout)
    assert (told["keys"], told["rows"]["houses"], told["bytes"]) == (True, 1, file.stat().st_size)
    back = run("restore", *words, "--data", there)
    assert (back.returncode, back.stderr) == (0, "")
    assert f"Headquarters is back in {there}" in back.stdout
    again = run("restore", *words, "--data", there)
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 1)


def test_without_keys_it_says_so(small_office: Office, tmp_path: Path) -> None:
    file = tmp_path / "hq.backup"
    words = [file, "--data", small_office.config.data, "--without-keys"]
    made = run("backup", *words)
    assert (made.returncode, made.stderr) == (0, "")
    assert f"Without keys: keep a copy of {small_office.config.keys}" in made.stdout


def test_a_damaged_file_is_one_sentence(small_office: Office, tmp_path: Path) -> None:
    file = tmp_path / "hq.backup"
    run("backup", file, "--data", small_office.config.data, "--without-keys")
    file.write_bytes(file.read_bytes()[:-1])
    back = run("restore", file, "--data", tmp_path / "there")
    assert (back.returncode, len(back.stderr.splitlines())) == (1, 1)
    assert "damaged" in back.stderr
    assert not (tmp_path / "there").exists()
