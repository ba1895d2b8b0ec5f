"""A little screen, for tests that draw in their own process; a clock, for those that need none."""

from collections.abc import Iterator

import pygame
import pytest

from games.stage import stage as stages


@pytest.fixture
def screen() -> Iterator[None]:
    pygame.display.init()
    pygame.display.set_mode((10, 10))
    yield
    pygame.display.quit()


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
