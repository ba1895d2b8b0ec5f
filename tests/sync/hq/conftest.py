"""A headquarters of the tests, on both databases."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.people import accounts
from sync.hq.store import database
from tests.postgres import empty_database, name_of, server
from tests.sync.hq.cast import NOW, PASSWORD, Clock, Office, Visit, listening
from tests.sync.hq.doors import ROLES
from tests.sync.hq.engines import engine_like_those_before
from tests.sync.hq.furnished import Furnished, furnish
from tests.turns import first_each_time

DATABASES = ("postgresql", "sqlite")
# Here each test is on both each time: what it asks is written once for each of them.
ON_BOTH = {
    "store",
    "test_answering.py",
    "test_by_month.py",
    "test_restoring.py",
    "test_standing.py",
}


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let each database of the tests know the statements that were compiled for those before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", engine_like_those_before)
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A headquarters whose administrator is lin, made once for all of a process to copy."""
    return _set_up(HqConfig(data=tmp_path_factory.mktemp("first") / "hq"))


@pytest.fixture(scope="session")
def first_on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_socket: Path
) -> Iterator[tuple[Path, str]]:
    """The same on PostgreSQL: where its keys are, and the name of its database."""
    with empty_database(postgres_socket) as address:
        data = tmp_path_factory.mktemp("first-on-postgres") / "hq"
        yield _set_up(HqConfig(data=data, database=address)), name_of(address)


def _set_up(config: HqConfig) -> Path:
    setup.initialise(config, "lin", PASSWORD, NOW - timedelta(days=90))
    return config.data


@pytest.fixture
def config(first: Path, tmp_path: Path) -> HqConfig:
    """The configuration of a headquarters whose administrator is lin."""
    data = shutil.copytree(first, tmp_path / "hq")
    return HqConfig(data=data, second_factor=False, address="https://hq.example.org")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let tests take turns on the two databases: the next one is on the other, each time.

    On the other one each is `long`, where the statements are the same.
    """
    marks = metafunc.definition.iter_markers("parametrize")
    if "made" not in metafunc.fixturenames or any("made" in mark.args[0] for mark in marks):
        return
    tests = [name for name in vars(metafunc.module) if name.startswith("test_")]
    turn = tests.index(metafunc.function.__name__) % 2
    path = metafunc.definition.path
    each_time = 2 if ON_BOTH & {path.name, path.parent.name} else 1
    ordered = (*DATABASES[turn:], *DATABASES[:turn])
    metafunc.parametrize("made", first_each_time(ordered, each_time), indirect=True)


@pytest.fixture
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HqConfig]:
    """Set a headquarters up that does not run yet, on one of the databases."""
    if request.param == "sqlite":
        first = request.getfixturevalue("first")
        yield HqConfig(data=shutil.copytree(first, tmp_path / "hq"))
        return
    keys, name = request.getfixturevalue("first_on_postgres")
    with empty_database(request.getfixturevalue("postgres_socket"), name) as address:
        yield HqConfig(data=shutil.copytree(keys, tmp_path / "hq"), database=address)


@pytest.fixture
def office(made: HqConfig, clock: Clock) -> Iterator[Office]:
    """A headquarters on one of the databases."""
    config = replace(made, second_factor=False)
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


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    """A headquarters with something behind every door, for the tests of one file."""
    config = HqConfig(data=tmp_path_factory.mktemp("doors") / "hq", second_factor=False)
    setup.initialise(config, "lin", PASSWORD, NOW)
    app = create_app(config, Clock())
    with listening(app) as url:
        yield furnish(Office(app, url, config))


@pytest.fixture(scope="module")
def clients(furnished: Furnished) -> dict[str, FlaskClient]:
    """Somebody of each role, signed in."""
    return {role: furnished.client(role) for role in ROLES}


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """A real PostgreSQL server, by the directory of its socket."""
    with server() as directory:
        yield directory


@pytest.fixture
def postgres(postgres_socket: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with empty_database(postgres_socket) as address:
        yield address
