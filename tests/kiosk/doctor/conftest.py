"""A machine laid out in files: each reader is the real one, in another place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

Reading = Callable[..., None]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Let a reader of the machine read other places than the kernel's."""

    def read(module: ModuleType, name: str, *places: Path, **named: Path) -> None:
        monkeypatch.setattr(module, name, partial(getattr(module, name), *places, **named))

    return read


@pytest.fixture
def at(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a fact into a file of the machine, and tell the machine's root."""

    def write(place: str, told: str) -> Path:
        file = tmp_path / "machine" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(told)
        return tmp_path / "machine"

    return write
