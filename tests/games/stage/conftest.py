"""A little screen, for tests that draw in their own process."""

from collections.abc import Iterator

import pygame
import pytest


@pytest.fixture
def screen() -> Iterator[None]:
    pygame.display.init()
    pygame.display.set_mode((10, 10))
    yield
    pygame.display.quit()
