"""A real PostgreSQL of the tests' own, on a socket in a temporary directory."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


@contextmanager
def server() -> Iterator[Path]:
    """Run a server of its own, and tell the directory of its socket."""
    initdb, pg_ctl = _tool("initdb"), _tool("pg_ctl")
    # Short: a socket's path has at most 107 bytes.
    directory = Path(tempfile.mkdtemp(prefix="pg-"))
    as_user = _as_ordinary_user(directory)
    data = directory / "data"

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=directory, **as_user)

    try:
        options = ["--auth=trust", "--username=aiyou", "--encoding=UTF8", "--no-locale", "-N"]
        run(initdb, *options, "-D", data)
        settings = f"-k {directory} -c listen_addresses='' -c fsync=off"
        run(pg_ctl, "start", "-w", "-D", data, "-l", directory / "log", "-o", settings)
        yield directory
        run(pg_ctl, "stop", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(directory)


@contextmanager
def empty_database(socket: Path) -> Iterator[str]:
    """Make an empty database, and tell its address."""
    name = f"hq_{os.urandom(4).hex()}"
    with psycopg.connect(f"host={socket} user=aiyou dbname=postgres", autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://aiyou@/{name}?host={socket}"
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _as_ordinary_user(directory: Path) -> dict[str, object]:
    """PostgreSQL refuses root: run it as a user who owns the directory and nothing else."""
    if os.geteuid() != 0:
        return {}
    import pwd

    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(directory, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _tool(name: str) -> str:
    found = shutil.which(name) or next(
        (str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None
    )
    if found is None:
        message = f"{name} is missing: install Debian's postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found
