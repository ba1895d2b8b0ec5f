"""A real PostgreSQL of the tests' own, on a socket in a temporary directory."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url


@dataclass
class Cluster:
    """A server whose socket lies in a directory of its own; it can be stopped and started.

    durable: what it acknowledged outlives a power cut, as in earnest. like: another, which was
    stopped in order; it begins with all that this one holds.
    """

    directory: Path
    durable: bool = False
    like: "Cluster | None" = None

    def __post_init__(self) -> None:
        self._as_user = _as_ordinary_user(self.directory)
        if self.like:
            copy = ["cp", "-a", self.like.directory / "data", self.directory / "data"]
            subprocess.run(copy, check=True, **self._as_user)
            return
        options = ["--auth=trust", "--username=aiyou", "--encoding=UTF8", "--no-locale", "-N"]
        self._run("initdb", *options)

    def start(self) -> None:
        """Start it; it answers when this returns."""
        settings = f"-k {self.directory} -c listen_addresses=''"
        if not self.durable:
            settings += " -c fsync=off -c full_page_writes=off"
        self._run("pg_ctl", "start", "-w", "-l", self.directory / "log", "-o", settings)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; immediate: as a crash would."""
        self._run("pg_ctl", "stop", "-w", "-m", mode)

    def _run(self, tool: str, *options: str | Path) -> None:
        command = [_tool(tool), *options, "-D", self.directory / "data"]
        subprocess.run(
            command, check=True, capture_output=True, cwd=self.directory, **self._as_user
        )


@contextmanager
def cluster(*, durable: bool = False, like: Cluster | None = None) -> Iterator[Cluster]:
    """Run a server of its own, which may be stopped and started meanwhile."""
    _tool("initdb")
    # Short: a socket's path has at most 107 bytes.
    directory = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        made = Cluster(directory, durable, like)
        made.start()
        yield made
        made.stop()
    finally:
        shutil.rmtree(directory)


@contextmanager
def server() -> Iterator[Path]:
    """Run a server of its own, and tell the directory of its socket."""
    with cluster() as made:
        yield made.directory


@contextmanager
def empty_database(socket: Path, template: str = "template1") -> Iterator[str]:
    """Make a database, empty or as a template is that nobody uses meanwhile; tell its address."""
    name = f"hq_{os.urandom(4).hex()}"
    with psycopg.connect(f"host={socket} user=aiyou dbname=postgres", autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield f"postgresql+psycopg://aiyou@/{name}?host={socket}"
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


def name_of(address: str) -> str:
    """Tell the name of the database at an address."""
    return str(make_url(address).database)


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
