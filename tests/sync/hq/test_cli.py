import codecs
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from nacl.public import PrivateKey

from sync import keys
from sync.enrolment import enrol
from sync.errors import SyncError
from sync.hq.cli import hq
from sync.hq.config import HqConfig
from sync.hq.people import accounts
from sync.hq.store.database import open_database
from sync.keys import halves
from tests import warm
from tests.sync.hq.cast import PASSWORD


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    if "serve" not in words:
        return warm.run("sync.hq", *words)
    command = [sys.executable, "-m", "sync.hq", *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def here(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, where it does not matter: each start takes a second."""
    done = CliRunner().invoke(hq, [*map(str, words)])
    problem = done.exception
    if problem and not isinstance(problem, SyncError | SystemExit):
        raise problem
    said = f"{problem}\n" if isinstance(problem, SyncError) else done.stderr
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, said)


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text(PASSWORD + "\n")
    return path


@pytest.fixture(scope="module")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` made, in a process of its own: a headquarters, and two halves beside it."""
    place = tmp_path_factory.mktemp("initialised")
    (place / "password").write_text(PASSWORD + "\n")
    words = ["--administrator", "lin", "--password-file", place / "password"]
    made = run("init", "--data", place / "hq", *words, "--recovery-out", place / "recovery")
    assert (made.returncode, made.stderr) == (0, "")
    return place


@pytest.fixture
def data(tmp_path: Path, initialised: Path) -> Path:
    """A copy of that headquarters for one test, and of the halves."""
    shutil.copytree(initialised, tmp_path, dirs_exist_ok=True)
    return tmp_path / "hq"


@contextmanager
def serving(data: Path, *words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "sync.hq", "serve", "--data", data, "--port", "0", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1], process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_init_keeps_private_keys_from_everybody_else(data: Path, tmp_path: Path) -> None:
    files = [*(data / "keys").iterdir(), *tmp_path.glob("recovery-?")]
    assert len(files) == 9
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((data / "keys").stat().st_mode) == 0o700


def test_the_two_halves_of_the_recovery_key_are_kept_nowhere_else(
    data: Path, tmp_path: Path
) -> None:
    pair = [halves.read((tmp_path / f"recovery-{letter}").read_text()) for letter in "ab"]
    recovery = halves.join(pair)
    public = bytes.fromhex((data / "keys" / "recovery.pub").read_text())
    assert bytes(PrivateKey(recovery).public_key) == public
    secrets = [recovery, *(half.secret for half in pair)]
    for file in data.rglob("*"):
        content = file.read_bytes().lower() if file.is_file() else b""
        for secret in secrets:
            assert secret.hex().encode() not in content
            assert secret.lower() not in content


def test_halves_are_written_into_a_directory_and_never_over_others(
    tmp_path: Path, password_file: Path
) -> None:
    words = ["--administrator", "lin", "--password-file", password_file]
    out = tmp_path / "out"
    out.mkdir()
    first = run("init", "--data", tmp_path / "first", *words, "--recovery-out", out)
    assert (first.returncode, first.stderr) == (0, "")
    assert {file.name for file in out.iterdir()} == {"recovery-half-a", "recovery-half-b"}
    second = run("init", "--data", tmp_path / "second", *words, "--recovery-out", out)
    assert second.returncode == 2
    assert "these files exist already" in second.stderr
    assert not (tmp_path / "second").exists()


def test_init_ends_with_the_command_that_serves_what_it_made(
    tmp_path: Path, password_file: Path
) -> None:
    data, settings = tmp_path / "head quarters", tmp_path / "hq.toml"
    settings.write_text("port = 8090\n")
    words = ["--data", data, "--administrator", "lin", "--password-file", password_file]
    made = here("init", *words, "--config", settings)
    assert made.stdout.endswith(f"aiyou hq serve --data '{data}' --config {settings}\n")


def test_init_happens_once(data: Path, password_file: Path) -> None:
    words = ["--data", data, "--administrator", "lin", "--password-file", password_file]
    again = here("init", *words)
    assert again.returncode == 1
    assert again.stderr == f"There is already a headquarters in {data}.\n"


def test_a_guessable_password_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    file = tmp_path / "password"
    for password in ("short", "1234567890", "linlinlinlin"):
        file.write_text(password)
        words = ["--data", tmp_path / "hq", "--administrator", "lin", "--password-file", file]
        refused = here("init", *words)
        assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert not (tmp_path / "hq").exists()


def test_without_init_nothing_is_served(tmp_path: Path) -> None:
    refused = run("serve", "--data", tmp_path, "--port", "0")
    assert refused.returncode == 1
    assert "run `aiyou hq init` first" in refused.stderr


def test_a_house_enrols_with_the_code_that_the_command_prints(data: Path) -> None:
    added = here("house", "add", "新民村爱佑之家", "--county", "yuexi", "--data", data, "--json")
    assert added.returncode == 0, added.stderr
    given = json.loads(added.stdout)
    with serving(data) as (url, _process):
        enrolled = enrol(url, given["code"], "新民村")
    assert (enrolled.house, enrolled.name) == (given["house"], "新民村爱佑之家")


def test_an_unknown_county_is_refused_with_the_ones_there_are(data: Path) -> None:
    refused = here("house", "add", "x", "--county", "atlantis", "--data", data)
    assert refused.returncode == 1
    assert "zhenxiong" in refused.stderr


def test_an_account_of_the_command_may_sign_in(data: Path, password_file: Path) -> None:
    words = ["--role", "supervisor", "--county", "yudu", "--password-file", password_file]
    added = here("account", "add", "Wang", *words, "--data", data)
    assert (added.returncode, added.stdout) == (0, "wang can sign in now.\n")
    again = here("account", "add", "wang", *words, "--data", data)
    assert (again.returncode, again.stderr) == (1, "There is already an account wang.\n")


def test_it_stops_when_asked(data: Path) -> None:
    with serving(data) as (url, process):
        assert requests.get(url + "/healthz", timeout=10).json()["ok"] is True
        process.send_signal(signal.SIGTERM)
        _out, problems = process.communicate(timeout=10)
        assert (process.returncode, problems) == (0, "")


def test_a_taken_port_is_one_sentence(data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = run("serve", "--data", data, "--port", port)
    assert refused.returncode == 1
    assert refused.stderr == f"Cannot listen on 127.0.0.1:{port}: Address already in use.\n"


def test_many_requests_at_once_leave_the_log_quiet(data: Path) -> None:
    with serving(data) as (url, process):
        begin = time.monotonic()
        sockets = [socket.create_connection(tuple(url[7:].split(":"))) for _ in range(30)]
        for one in sockets:
            one.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        said = [one.recv(12) for one in sockets]
        for one in sockets:
            one.close()
        assert set(said) == {b"HTTP/1.1 200"}
        assert time.monotonic() - begin < 10
        process.terminate()
        assert process.communicate(timeout=10)[1] == ""


def test_an_account_is_given_a_new_password(data: Path, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("eight green lamps\n")
    words = ["--password-file", tmp_path / "new", "--data", data]
    reset = here("account", "reset", "Lin", *words)
    assert (reset.returncode, reset.stdout) == (0, "lin can sign in with the new password.\n")
    nobody = here("account", "reset", "nobody", *words)
    assert (nobody.returncode, nobody.stderr) == (1, "There is no account nobody.\n")
    database = open_database(HqConfig(data=data))
    with database.reading() as connection:
        assert accounts.sign_in(connection, "lin", PASSWORD) is None
        assert accounts.sign_in(connection, "lin", "eight green lamps")
    database.close()


def test_a_password_from_a_file_of_windows_is_the_one_that_is_typed(
    tmp_path: Path, data: Path
) -> None:
    file = tmp_path / "password.txt"
    file.write_bytes(codecs.BOM_UTF8 + f"{PASSWORD} 灯笼\r\n".encode())
    asked, new = ["--password-file", file, "--data"], tmp_path / "new"
    for words in (
        ["init", "--administrator", "lin", *asked, new],
        ["account", "add", "wang", "--role", "reader", *asked, data],
        ["account", "reset", "lin", *asked, data],
    ):
        done = here(*words)
        assert done.returncode == 0, done.stderr
    for where, name in ((new, "lin"), (data, "wang"), (data, "lin")):
        database = open_database(HqConfig(data=where))
        with database.reading() as connection:
            assert accounts.sign_in(connection, name, f"{PASSWORD} 灯笼")
        database.close()


@pytest.mark.parametrize("words", ["init", "serve", "house add", "account add", "account reset"])
def test_every_command_shows_an_example(words: str) -> None:
    shown = here(*words.split(), "--help")
    assert shown.returncode == 0
    assert f"Example: aiyou hq {words}" in shown.stdout


@pytest.mark.parametrize("name", ["no/folder", "where-nobody-may-look" * 20])
def test_a_recovery_key_that_cannot_be_written_is_shown(
    tmp_path: Path, password_file: Path, name: str
) -> None:
    words = ["--administrator", "lin", "--password-file", password_file]
    made = run("init", "--data", tmp_path / "hq", *words, "--recovery-out", tmp_path / name)
    assert (made.returncode, "cannot be written" in made.stderr) == (0, True)
    shown = re.findall(r"^(?:[0-9A-F]{4} ){16}[0-9A-F]{4}$", made.stdout, re.MULTILINE)
    assert len(halves.join(halves.read(line) for line in shown)) == keys.KEY_BYTES


def test_what_is_damaged_or_unreachable_is_one_sentence(data: Path, password_file: Path) -> None:
    (data / "hq.db").write_bytes(b"not a database, but long enough to look like one" * 20)
    words = ["--administrator", "lin", "--password-file", password_file]
    for command, sentence in (
        (["serve", "--data", data, "--port", "0"], "The database cannot be opened"),
        (["init", "--data", password_file / "hq", *words], "Cannot make"),
    ):
        refused = run(*command)
        assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1), refused.stderr
        assert sentence in refused.stderr


def test_an_address_that_is_nobodys_is_one_sentence(data: Path) -> None:
    refused = run("serve", "--data", data, "--host", "no.such.host.invalid")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1), refused.stderr


@pytest.mark.parametrize("content", [None, "abcd", "not hexadecimal"])
def test_damaged_keys_are_not_taken_for_none(data: Path, content: str | None) -> None:
    key = data / "keys" / "signing.key"
    key.unlink()
    if content:
        key.write_text(content)
    refused = run("serve", "--data", data, "--port", "0")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1), refused.stderr
    assert "restore them" in refused.stderr


def test_all_impossible_settings_are_told_together(tmp_path: Path) -> None:
    broken = tmp_path / "hq.toml"
    broken.write_text(
        'port = 99999\nsilent_days = 0\nthreads = 0\nproxies = -1\nlanguage = "klingon"\n'
    )
    refused = run("serve", "--config", broken, "--data", tmp_path)
    assert refused.returncode == 1
    for name in ("port", "silent_days", "threads", "proxies", "language"):
        assert f"  {name}: should be" in refused.stderr


def test_wrong_usage_is_told_apart_from_refusal(tmp_path: Path) -> None:
    assert here("house", "add", "--data", tmp_path).returncode == 2
    broken = tmp_path / "hq.toml"
    broken.write_text('port = "many"\nlanguag = "en"\n')
    refused = run("serve", "--config", broken, "--data", tmp_path)
    assert refused.returncode == 1
    assert "did you mean language?" in refused.stderr
    assert "port" in refused.stderr


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_names_that_are_no_text_stop_no_file(data: Path, tmp_path: Path, more: list[str]) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in (b"\xff\xfe.aiyou", b"a\nb.aiyou", b"z.aiyou"):
        Path(os.fsdecode(os.fsencode(stick) + b"/" + name)).write_bytes(b"torn")
    done = run("receive", stick, "--data", data, *more)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 3), done.stderr
    assert done.stderr == "Not every file could be taken in and answered.\n"
    assert "\N{REPLACEMENT CHARACTER}.aiyou" in done.stdout
