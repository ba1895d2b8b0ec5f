"""What becomes of a house in whose place another version is put, however it is just then.

What systemd says is said by a stand-in; systemd itself is met in test_placing.py.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from tests.processes import free_port, serving
from tests.systemd.package.bare import bare, run, write
from tests.systemd.package.box import PACKAGE

OLD, NEW = "1", "2"
# Notes what it is asked, and what lies beside the records then; to start and to end is not active.
SYSTEMCTL = """
echo "$*:" $(ls /var/lib/aiyou) >>/asked
case "$*" in *is-active*) cat /state; grep -qxE 'active|reloading' /state;; esac
"""
STARTS = "--quiet start --no-block aiyou-house:"
PYTHON = "import sys; print('python{}.{}'.format(*sys.version_info))"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a root with two programs, of which the old one is run, and with records."""
    made = bare(tmp_path / "root", systemctl=SYSTEMCTL, systemd_sysusers="")
    for name in ("placing.py", "house.py", "program.py"):
        write(made, f"/opt/aiyou/package/{name}", (PACKAGE / name).read_text(encoding="utf-8"))
    write(made, "/opt/aiyou/package/version", NEW)
    python = run(made, "python3", "-c", PYTHON).stdout.strip()
    for version in (OLD, NEW):
        program = f"/opt/aiyou/programs/{version}-{python}"
        write(made, f"{program}/complete", "")
        (made / program.lstrip("/") / "lib" / python).mkdir(parents=True)
    (made / "opt/aiyou/.venv").symlink_to(f"/opt/aiyou/programs/{OLD}-{python}")
    (made / "var/lib/aiyou").mkdir()
    with closing(sqlite3.connect(made / "var/lib/aiyou/house.db")) as records:
        records.execute("CREATE TABLE days (date TEXT)")
    return made


@contextmanager
def ending_in_the_middle(root: Path) -> Iterator[None]:
    """Let whatever stands at the house's port end in the middle of each answer."""

    class Half(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\n{")

    with HTTPServer(("127.0.0.1", 0), Half) as server:
        write(root, "/etc/aiyou/house.toml", f"port = {server.server_port}\n")
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield
        server.shutdown()


@contextmanager
def answering(root: Path, *versions: str, from_question: int = 1) -> Iterator[None]:
    """Let the house answer well by some versions, the first of them only after some questions."""
    app, asked = Flask(__name__), []

    def health() -> dict[str, str]:
        asked.append(present(root))
        is_up = asked[-1] in versions and len(asked) >= from_question
        return {"status": "ok" if is_up else "starting"}

    app.add_url_rule("/healthz", "health", health)
    with serving(app) as address:
        write(root, "/etc/aiyou/house.toml", f"port = {address.rpartition(':')[2]}\n")
        yield


def put_in_its_place(root: Path, state: str, **environ: str) -> str:
    """Let dpkg's script put the new version in its place; tell what it said."""
    write(root, "/state", f"{state}\n" if state else "")
    words = ["python3", "-B", "/opt/aiyou/package/placing.py", "configure"]
    done = run(root, *words, AIYOU_COMES_UP_WITHIN="2", **environ)
    assert done.returncode == 0, done.stderr
    return done.stderr


def present(root: Path) -> str:
    return version(os.readlink(root / "opt/aiyou/.venv"))  # noqa: PTH115


def version(program: str) -> str:
    return Path(program).name.partition("-")[0]


def kept(root: Path) -> list[str]:
    return [version(one.name) for one in (root / "opt/aiyou/programs").iterdir()]


def asked(root: Path) -> list[str]:
    return (root / "asked").read_text().splitlines()


@pytest.mark.parametrize("state", ["active", "activating", "deactivating", "reloading"])
def test_a_house_at_work_goes_back_where_the_new_version_is_not_well(
    root: Path, state: str
) -> None:
    with answering(root, OLD):
        assert "the one before goes on" in put_in_its_place(root, state)
    assert present(root) == OLD
    assert kept(root) == [OLD]


def test_the_house_itself_is_asked_where_the_machine_has_a_proxy(root: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    with answering(root, OLD):
        assert "the one before goes on" in put_in_its_place(root, "active", http_proxy=nowhere)
    assert present(root) == OLD


def test_a_house_that_ends_in_the_middle_of_an_answer_is_not_well(root: Path) -> None:
    with ending_in_the_middle(root):
        put_in_its_place(root, "active")
    assert present(root) == NEW


def test_one_that_is_just_starting_is_waited_for_before_it_is_judged(root: Path) -> None:
    with answering(root, OLD, from_question=3):
        put_in_its_place(root, "activating")
    assert present(root) == OLD


def test_one_that_is_up_and_busy_is_asked_again_before_it_is_judged(root: Path) -> None:
    with answering(root, OLD, from_question=2):
        put_in_its_place(root, "active")
    assert present(root) == OLD


def test_one_that_only_ever_starts_is_given_the_new_version_and_its_records_are_copied(
    root: Path,
) -> None:
    with answering(root, NEW):
        assert put_in_its_place(root, "activating") == ""
    assert present(root) == NEW
    assert [line for line in asked(root) if line.startswith(STARTS)] == [
        f"{STARTS} house.db house.db.before-upgrade"
    ]
    assert [one.name for one in (root / "var/lib/aiyou").iterdir()] == ["house.db"]


def test_a_power_cut_at_the_very_end_leaves_no_copy_of_the_records(root: Path) -> None:
    with answering(root, NEW):
        put_in_its_place(root, "active")
        copy = root / "var/lib/aiyou/house.db.before-upgrade"
        copy.touch()
        put_in_its_place(root, "active")
    assert present(root) == NEW
    assert not copy.exists()


def test_a_power_cut_after_the_records_were_put_back_leaves_a_copy_to_put_back_again(
    root: Path,
) -> None:
    program = (root / "opt/aiyou/.venv").readlink()
    (root / "opt/aiyou/.before").symlink_to(program)
    with answering(root, OLD):
        put_in_its_place(root, "active")
    assert next(line for line in asked(root) if line.startswith(STARTS)) == (
        f"{STARTS} house.db house.db.before-upgrade"
    )
    assert present(root) == OLD


def test_the_first_program_is_in_its_place_only_when_the_units_begin_with_the_machine(
    root: Path,
) -> None:
    (root / "opt/aiyou/.venv").unlink()
    write(root, "/stand-ins/systemctl", '#!/bin/sh\necho "$2:" $(ls -A /opt/aiyou) >>/asked\n')
    (root / "stand-ins/systemctl").chmod(0o755)
    put_in_its_place(root, "")
    assert present(root) == NEW
    (enabled,) = [line for line in asked(root) if line.startswith("enable:")]
    assert ".venv" not in enabled


def test_a_version_that_is_not_taken_leaves_no_program_behind(root: Path) -> None:
    (root / "var/lib/aiyou/house.db").write_bytes(b"no database " * 100)
    with answering(root, OLD):
        assert "Not upgraded, because the records cannot be copied" in put_in_its_place(
            root, "active"
        )
    assert present(root) == OLD
    assert kept(root) == [OLD]


def test_a_program_that_cannot_be_made_leaves_nothing_of_it_behind(root: Path) -> None:
    (new,) = (root / "opt/aiyou/programs").glob(f"{NEW}-*")
    shutil.rmtree(new)
    done = run(root, "python3", "-B", "/opt/aiyou/package/placing.py", "configure")
    assert done.returncode != 0
    assert present(root) == OLD
    assert kept(root) == [OLD]


def test_for_another_python_what_runs_begins_anew_with_the_program_that_was_made_for_it(
    root: Path,
) -> None:
    (old,) = (root / "opt/aiyou/programs").glob(f"{OLD}-*")
    old = old.rename(old.with_name(f"{OLD}-python3.0"))
    next((old / "lib").iterdir()).rename(old / "lib/python3.0")
    (root / "opt/aiyou/.venv").unlink()
    (root / "opt/aiyou/.venv").symlink_to(f"/opt/aiyou/programs/{OLD}-python3.0")
    (root / "run/systemd/system").mkdir(parents=True)
    write(root, "/dev/null", "")
    for name in ("systemd-tmpfiles", "udevadm"):
        write(root, f"/stand-ins/{name}", "#!/bin/sh\n").chmod(0o755)
    assert run(root, "python3", "-B", "/opt/aiyou/package/placing.py", "python").returncode == 0
    assert present(root) == NEW
    assert kept(root) == [NEW]
    begun = [line.partition(":")[0] for line in asked(root) if "start" in line]
    assert begun == [
        "--quiet restart aiyou-house aiyou-hardware",
        "--quiet start aiyou-upgrade.timer",
        "--quiet try-restart aiyou-display",
    ]


@pytest.mark.parametrize("state", ["inactive", "failed", ""])
def test_where_nothing_runs_the_new_version_waits_for_the_next_start(
    root: Path, state: str
) -> None:
    put_in_its_place(root, state)
    assert present(root) == NEW
    assert kept(root) == [NEW]
    assert [line for line in asked(root) if "start" in line] == []
