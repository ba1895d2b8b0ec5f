"""Pictures are drawn as they stand, or the other way round."""

import pygame
import pytest

from games.stage import art

SNAIL = "1F40C"

pytestmark = pytest.mark.usefixtures("screen")


def test_a_mirrored_picture_looks_the_other_way_and_is_drawn_once() -> None:
    plain, mirrored = art.picture(SNAIL, (40, 40)), art.mirrored(SNAIL, (40, 40))
    back = pygame.transform.flip(mirrored, flip_x=True, flip_y=False)
    assert pygame.image.tobytes(mirrored, "RGBA") != pygame.image.tobytes(plain, "RGBA")
    assert pygame.image.tobytes(back, "RGBA") == pygame.image.tobytes(plain, "RGBA")
    assert art.mirrored(SNAIL, (40, 40)) is mirrored
