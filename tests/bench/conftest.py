"""One table of a whole run: printed at its end, and kept in build/."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import table
from tests.bench.figures import Figure, Figures
from tests.bench.rows import ROWS

_FOUND = pytest.StashKey[dict[str, Figure]]()
_BUILD = Path(__file__).parent.parent.parent / "build"


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[None]:
    """Let programs keep what they compile, as where they are installed; else each start does it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """What this test finds, for the table of the run."""
    return Figures(ROWS, request.config.stash.setdefault(_FOUND, {}))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    found = config.stash.get(_FOUND, {})
    if not found:
        return
    table.keep(found, _BUILD)
    terminalreporter.section("bench")
    for line in table.plain(found):
        terminalreporter.write_line(line)
    terminalreporter.write_line(f"{_BUILD}/bench.md, {_BUILD}/bench.json")
