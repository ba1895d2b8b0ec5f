"""Games draw without a screen here, and nowhere else: other tests keep theirs."""

from collections.abc import Iterator

import pytest

from games.stage import stage as stages


@pytest.fixture(scope="module", autouse=True)
def without_a_screen() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SDL_VIDEODRIVER", "dummy")
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let time pass as soon as somebody sleeps."""
    clock = [0.0]

    def sleep(seconds: float) -> list[object]:
        clock[0] += seconds
        return []

    monkeypatch.setattr(stages.touch, "events", sleep)
    monkeypatch.setattr(stages.touch, "devices", set)
    monkeypatch.setattr(stages.Stage, "_clock", lambda _: clock[0])
    monkeypatch.setattr(stages.Stage, "_draw", lambda *_: None)
    return clock
