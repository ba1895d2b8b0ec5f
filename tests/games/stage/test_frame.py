"""What is painted bit by bit looks as if each frame were painted anew."""

from collections.abc import Iterator

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from games.stage.frame import Box, Frame, Mark

SIZE = 96, 64
COLOURS = [pygame.Color(name) for name in ("red", "green", "blue", "white")]


@pytest.fixture(scope="module", autouse=True)
def display() -> Iterator[None]:
    pygame.display.init()
    pygame.display.set_mode(SIZE)
    yield
    pygame.display.quit()


def picture(size: tuple[int, int], colour: pygame.Color) -> pygame.Surface:
    """Draw a disc that can be seen through."""
    surface = pygame.Surface(size, pygame.SRCALPHA)
    pygame.draw.ellipse(surface, (*tuple(colour)[:3], 160), surface.get_rect())
    return surface


PICTURES = [
    picture((20, 20), COLOURS[0]),
    picture((37, 11), COLOURS[1]),
    picture((9, 50), COLOURS[2]),
]
corners = some.tuples(some.integers(-20, 90), some.integers(-20, 60))


@some.composite
def marks(draw: some.DrawFn) -> Mark:
    left, top = draw(corners)
    if draw(some.booleans()):
        shown = draw(some.sampled_from(PICTURES))
        return Mark(shown, (left, top, *shown.get_size()))
    box: Box = (left, top, draw(some.integers(1, 99)), draw(some.integers(1, 70)))
    return Mark(tuple(draw(some.sampled_from(COLOURS))), box)


frames = some.lists(
    some.tuples(some.sampled_from(COLOURS), some.lists(marks(), max_size=6)), min_size=1, max_size=5
)


def show(frame: Frame, colour: pygame.Color, shown: list[Mark]) -> list[pygame.Rect]:
    frame.cover(colour)
    for mark in shown:
        frame.add(mark)
    return frame.paint()


@settings(max_examples=300)
@given(frames, some.data())
def test_every_frame_looks_as_if_it_were_painted_anew(told, data) -> None:
    bit_by_bit = pygame.Surface(SIZE)
    frame = Frame(bit_by_bit)
    # What comes next keeps most of what was there, as in a game.
    for colour, shown in [*told, *[(c, data.draw(some.permutations(m))) for c, m in told]]:
        show(frame, colour, shown)
        anew = pygame.Surface(SIZE)
        show(Frame(anew), colour, shown)
        assert bit_by_bit.get_buffer().raw == anew.get_buffer().raw


def test_what_stays_is_not_painted_again() -> None:
    frame = Frame(pygame.Surface(SIZE))
    disc, other = (
        Mark(one, (5 + 40 * at, 5, *one.get_size())) for at, one in enumerate(PICTURES[:2])
    )
    assert show(frame, COLOURS[3], [disc, other]) == [pygame.Rect(0, 0, *SIZE)]
    assert show(frame, COLOURS[3], [disc, other]) == []
    (painted,) = show(frame, COLOURS[3], [disc])
    assert painted.contains(other.box) and not painted.colliderect(disc.box)


def test_a_window_that_lost_its_picture_gets_all_of_it() -> None:
    frame = Frame(pygame.Surface(SIZE))
    show(frame, COLOURS[3], [])
    frame.forget()
    assert show(frame, COLOURS[3], []) == [pygame.Rect(0, 0, *SIZE)]


def test_what_is_dropped_is_not_seen() -> None:
    surface = pygame.Surface(SIZE)
    frame = Frame(surface)
    show(frame, COLOURS[3], [])
    frame.add(Mark(tuple(COLOURS[0]), (0, 0, *SIZE)))
    frame.drop()
    assert show(frame, COLOURS[3], []) == []
    assert surface.get_at((5, 5)) == COLOURS[3]
