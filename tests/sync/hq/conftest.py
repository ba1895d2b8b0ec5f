"""A headquarters of the tests, on both databases."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from sync.hq import accounts, setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from tests.sync.hq.cast import NOW, PASSWORD, Clock, Office, Visit, listening


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def config(tmp_path: Path) -> HqConfig:
    """The configuration of a headquarters whose administrator is lin."""
    config = HqConfig(data=tmp_path / "hq", second_factor=False)
    setup.initialise(config, "lin", PASSWORD, NOW - timedelta(days=90))
    return config


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A headquarters on each database in turn."""
    database = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    config = HqConfig(data=tmp_path / "hq", database=database, second_factor=False)
    setup.initialise(config, "lin", PASSWORD, NOW - timedelta(days=90))
    app = create_app(config, clock)
    with listening(app) as url:
        yield Office(app, url, config)


@pytest.fixture
def small_office(config: HqConfig, clock: Clock) -> Iterator[Office]:
    """A headquarters on SQLite."""
    app = create_app(config, clock)
    with listening(app) as url:
        yield Office(app, url, config)


@pytest.fixture
def visit(small_office: Office) -> Callable[..., Visit]:
    """Sign somebody in, in English unless told otherwise."""

    def begin(
        name: str | None = "lin", role: str = "", county: str | None = None, language: str = "en"
    ) -> Visit:
        hq = small_office.hq
        if role:
            with hq.database.transaction() as connection:
                accounts.add(connection, name, PASSWORD, hq.clock(), role, county)
        visit = Visit(small_office.app.test_client())
        visit.get(f"/sign-in?language={language}")
        if name:
            visit.post("/sign-in", name=name, password=PASSWORD)
        return visit

    return begin


def _as_ordinary_user(directory: Path) -> dict[str, object]:
    """PostgreSQL refuses root: run it as a user who owns the directory and nothing else."""
    if os.geteuid() != 0:
        return {}
    import pwd

    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(directory, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _postgres_tool(name: str) -> str:
    found = shutil.which(name) or next(
        (str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None
    )
    if found is None:
        message = f"{name} is missing: install Debian's postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """A real PostgreSQL server of its own, on a socket in a temporary directory."""
    initdb, pg_ctl = _postgres_tool("initdb"), _postgres_tool("pg_ctl")
    # Short: a socket's path has at most 107 bytes.
    directory = Path(tempfile.mkdtemp(prefix="pg-"))
    as_user = _as_ordinary_user(directory)
    data = directory / "data"

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=directory, **as_user)

    try:
        options = ["--auth=trust", "--username=aiyou", "--encoding=UTF8", "--no-locale", "-N"]
        run(initdb, *options, "-D", data)
        server = f"-k {directory} -c listen_addresses='' -c fsync=off"
        run(pg_ctl, "start", "-w", "-D", data, "-l", directory / "log", "-o", server)
        yield directory
        run(pg_ctl, "stop", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(directory)


@pytest.fixture
def postgres(postgres_socket: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"hq_{os.urandom(4).hex()}"
    with psycopg.connect(
        f"host={postgres_socket} user=aiyou dbname=postgres", autocommit=True
    ) as db:
        db.execute(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://aiyou@/{name}?host={postgres_socket}"
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")
