"""Words on the panel: Chinese in its mainland forms, Tibetan with its letters stacked, Yi.

Tibetan is drawn by SDL_ttf, which stacks letters where it was built with HarfBuzz; freetype,
which draws the rest, would write them side by side.
"""

import logging
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import pygame
import pygame.font
import pygame.freetype

from games.fonts import CHINESE, TIBETAN, YI
from games.languages import has_letters_of

log = logging.getLogger(__name__)

_FACES = 10

# A line may be broken behind these: a space, Chinese signs, the point between Tibetan syllables.
_BREAKS = " ，。、་།"

# At one size Tibetan letters look larger than Chinese ones, and Yi letters smaller.
_TIBETAN_SIZE, _YI_SIZE = 0.85, 1.2

# All letters of Tibetan, its points and its figures: they stand in one run.
_TIBETAN_LETTERS = range(0x0F00, 0x1000)


class Text:
    """Writes in the child's language, in fonts that are opened at the first word."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def lines(self, words: str, pixels: int, colour: str, room: int) -> list[pygame.Surface]:
        """Draw an English text, translated, as one line or as two where `room` is too small."""
        text = self._say(words)
        whole = _draw(text, pixels, colour)
        if whole.get_width() <= room:
            return [whole]
        halves = _halves(text)
        widest = max(_draw(half, pixels, colour).get_width() for half in halves)
        if widest > room:
            # What a speaker approved may be long: rather small than cut off at both ends.
            pixels = max(int(pixels * room / widest) - 1, 1)
        return [_draw(half, pixels, colour) for half in halves]


def _halves(text: str) -> list[str]:
    """Break a text at the place that is nearest to its middle."""
    places = [at + 1 for at, sign in enumerate(text[:-1]) if sign in _BREAKS]
    cut = min(places, key=lambda at: abs(at - len(text) / 2), default=len(text) // 2)
    return [text[:cut].strip(), text[cut:].strip()]


@lru_cache(maxsize=64)
def _draw(words: str, pixels: int, colour: str) -> pygame.Surface:
    """Draw one line: what one font does not have, say a figure among Tibetan, another one has."""
    runs = [(pen, "".join(run)) for pen, run in groupby(words, _pen_of)]
    drawn = [pen(run, pixels, pygame.Color(colour)) for pen, run in runs]
    up = max(above for _, above in drawn)
    down = max(one.get_height() - above for one, above in drawn)
    line = pygame.Surface((sum(one.get_width() for one, _ in drawn), up + down), pygame.SRCALPHA)
    left = 0
    for one, above in drawn:
        line.blit(one, (left, up - above))
        left += one.get_width()
    # Of the height only what is written counts: lines are set by their middle.
    ink = line.get_bounding_rect()
    return line.subsurface(0, ink.top, line.get_width(), max(ink.height, 1))


# A pen draws letters and tells how far they stand above the line they are written on.
Pen = Callable[[str, int, pygame.Color], tuple[pygame.Surface, int]]


def _pen_of(letter: str) -> Pen:
    if ord(letter) in _TIBETAN_LETTERS and Path(TIBETAN).exists():
        return _stacked
    return _yi if has_letters_of("ii", letter) and Path(YI).exists() else _plainly


def _stacked(words: str, pixels: int, colour: pygame.Color) -> tuple[pygame.Surface, int]:
    font = _tibetan(round(pixels * _TIBETAN_SIZE))
    return font.render(words, True, colour), font.get_ascent()


def _yi(words: str, pixels: int, colour: pygame.Color) -> tuple[pygame.Surface, int]:
    font = _opened(YI, 0)
    font.strong = True  # it has no bold face, and stands beside others that do
    return _set(font, words, round(pixels * _YI_SIZE), colour)


def _plainly(words: str, pixels: int, colour: pygame.Color) -> tuple[pygame.Surface, int]:
    return _set(_chinese() or _latin(), words, pixels, colour)


def _set(
    font: pygame.freetype.Font, words: str, pixels: int, colour: pygame.Color
) -> tuple[pygame.Surface, int]:
    """Draw letters one after another, with the room that each takes and a space at the end has."""
    box = font.get_rect(words, size=pixels)
    ends = font.get_metrics(words, size=pixels)
    width = max(round(sum(one[4] for one in ends if one)), box.right)
    surface = pygame.Surface((max(width, 1), max(box.height, 1)), pygame.SRCALPHA)
    font.render_to(surface, (max(box.x, 0), 0), words, colour, size=pixels)
    return surface, box.y


@cache
def _tibetan(pixels: int) -> pygame.font.Font:
    pygame.font.init()
    font = pygame.font.Font(TIBETAN, pixels)
    try:
        font.set_script("Tibt")
    except pygame.error as error:
        log.warning("Tibetan letters are not stacked on this machine: %s", error)
    return font


@cache
def _opened(file: str, index: int) -> pygame.freetype.Font:
    pygame.freetype.init()
    return pygame.freetype.Font(file, 20, font_index=index)


@cache
def _chinese() -> pygame.freetype.Font | None:
    for file in filter(Path.exists, map(Path, CHINESE)):
        for index in (2, *range(_FACES)):
            font = _opened(str(file), index)
            if font.name.endswith(" SC"):
                return font
    return None


@cache
def _latin() -> pygame.freetype.Font:
    log.warning("No Chinese font is installed (fonts-noto-cjk): only Latin letters are shown.")
    pygame.freetype.init()
    return pygame.freetype.Font(None, 20)
