"""The two commands, as they are typed."""

import codecs
import errno
import json
import os
import subprocess
from pathlib import Path

import pytest

from sync.hq.backup import saving
from sync.hq.errors import Refused
from tests import warm
from tests.disks import filled, may_mount, small_disk
from tests.sync.hq.cast import NOW, Office

PASSPHRASE = "seven quiet lanterns"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return warm.run("sync.hq", *words)


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


def test_a_passphrase_from_a_file_of_windows_is_the_one_that_is_typed(
    small_office: Office, tmp_path: Path
) -> None:
    file, of_windows, plain = (tmp_path / name for name in ("hq.backup", "secret.txt", "secret"))
    of_windows.write_bytes(codecs.BOM_UTF8 + f"{PASSPHRASE} 灯笼\r\n".encode())
    plain.write_text(f"{PASSPHRASE} 灯笼", "utf-8")
    made = run("backup", file, "--passphrase-file", of_windows, "--data", small_office.config.data)
    assert (made.returncode, made.stderr) == (0, "")
    back = run("restore", file, "--passphrase-file", plain, "--data", tmp_path / "there")
    assert (back.returncode, back.stderr) == (0, "")


def test_without_keys_it_says_so(small_office: Office, tmp_path: Path) -> None:
    file = tmp_path / "hq.backup"
    words = [file, "--data", small_office.config.data, "--without-keys"]
    made = run("backup", *words)
    assert (made.returncode, made.stderr) == (0, "")
    assert f"Without keys: keep a copy of {small_office.config.keys}" in made.stdout


def test_in_a_directory_it_is_named_by_the_time_and_the_oldest_go(
    small_office: Office, tmp_path: Path
) -> None:
    mine = ("hq-2020-01-01.backup", "letter.txt")
    old = [f"hq-2020-01-0{day}T033000.backup" for day in range(1, 5)]
    for name in (*mine, *old):
        (tmp_path / name).touch()
    words = [tmp_path, "--data", small_office.config.data, "--without-keys", "--keep", "3"]
    made = run("backup", *words, "--json")
    assert (made.returncode, made.stderr) == (0, "")
    told = json.loads(made.stdout)
    new = Path(told["file"])
    assert told["removed"] == [str(tmp_path / name) for name in old[:2]]
    assert {one.name for one in tmp_path.iterdir() if one.is_file()} == {new.name, *old[2:], *mine}
    back = run("restore", new, "--data", tmp_path / "there")
    assert (back.returncode, "This backup holds no keys" in back.stderr) == (1, True)


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_where_the_disk_is_full_those_of_before_stay(small_office: Office, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "200k") as disk:
        old = disk / "hq-2020-01-01T033000.backup"
        old.write_bytes(b"of before")
        words = [disk, "--data", small_office.config.data, "--without-keys", "--keep", "1"]
        with filled(disk / "filling"):
            made = run("backup", *words)
            assert (made.returncode, len(made.stderr.splitlines())) == (1, 1)
            assert "No space left on device" in made.stderr
            assert {one.name for one in disk.iterdir()} == {old.name, "filling"}
        assert run("backup", *words).returncode == 0
        assert not old.exists()


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_a_disk_that_is_write_protected_is_one_sentence(
    small_office: Office, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", "200k") as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for file in (disk, disk / "hq.backup"):
            made = run("backup", file, "--data", small_office.config.data, "--without-keys")
            assert (made.returncode, len(made.stderr.splitlines())) == (1, 1), made.stderr
            assert "Read-only file system" in made.stderr


def test_a_place_that_cannot_be_looked_at_is_one_sentence(
    small_office: Office, tmp_path: Path
) -> None:
    # As one that belongs to somebody else, who lets nobody in.
    file = tmp_path / ("long" * 80)
    made = run("backup", file, "--data", small_office.config.data, "--without-keys")
    assert (made.returncode, len(made.stderr.splitlines())) == (1, 1), made.stderr
    assert "File name too long" in made.stderr
    with pytest.raises(Refused, match="File name too long"):
        saving.save(small_office.config, file, None, NOW)


def test_to_keep_some_asks_for_a_directory(small_office: Office, tmp_path: Path) -> None:
    words = [tmp_path / "one", "--data", small_office.config.data, "--without-keys", "--keep", "3"]
    made = run("backup", *words)
    assert (made.returncode, "needs a directory" in made.stderr) == (2, True)
    assert not (tmp_path / "one").exists()


def test_a_damaged_file_is_one_sentence(small_office: Office, tmp_path: Path) -> None:
    file = tmp_path / "hq.backup"
    run("backup", file, "--data", small_office.config.data, "--without-keys")
    file.write_bytes(file.read_bytes()[:-1])
    back = run("restore", file, "--data", tmp_path / "there")
    assert (back.returncode, len(back.stderr.splitlines())) == (1, 1)
    assert "damaged" in back.stderr
    assert not (tmp_path / "there").exists()


def test_a_stick_that_knows_no_second_name_takes_it_too(
    small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **_more: object) -> None:
        # As exFAT says it: see link(2).
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "stick" / "hq.backup"
    file.parent.mkdir()
    saved = saving.save(small_office.config, file, None, NOW)
    assert saving.check(file) == saved.rows
    assert list(file.parent.iterdir()) == [file]
