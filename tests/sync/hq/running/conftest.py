"""A headquarters that is set up and not running yet, on each database in turn."""

from pathlib import Path

import pytest

from sync.hq import setup
from sync.hq.config import HqConfig
from tests.sync.hq.cast import NOW, PASSWORD


@pytest.fixture(params=["sqlite", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> HqConfig:
    """Its configuration; its administrator is lin."""
    database = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    config = HqConfig(data=tmp_path / "hq", database=database)
    setup.initialise(config, "lin", PASSWORD, NOW)
    return config
