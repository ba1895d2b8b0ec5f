"""Words on the panel, in the Chinese forms of a character and not the Japanese ones."""

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pygame
import pygame.freetype

log = logging.getLogger(__name__)

# One file holds a face for each region; "SC" is mainland China's.
_FILES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
)
_FACES = 10


class Text:
    """Writes in the child's language, in one font that is opened at the first word."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say
        self._font: pygame.freetype.Font | None = None

    def lines(self, words: str, pixels: int, colour: str, room: int) -> list[pygame.Surface]:
        """Draw an English text, translated, as one line or as two where `room` is too small."""
        text, font = self._say(words), self._open()
        whole = _draw(font, text, pixels, colour)
        if whole.get_width() <= room:
            return [whole]
        return [_draw(font, half, pixels, colour) for half in _halves(text)]

    def _open(self) -> pygame.freetype.Font:
        if self._font is None:
            pygame.freetype.init()
            self._font = _chinese() or _plain()
        return self._font


def _halves(text: str) -> list[str]:
    """Break a text at the space or the Chinese comma that is nearest to its middle."""
    places = [at + 1 for at, sign in enumerate(text) if sign in " ，"]
    cut = min(places, key=lambda at: abs(at - len(text) / 2), default=len(text) // 2)
    return [text[:cut].strip(), text[cut:].strip()]


def _chinese() -> pygame.freetype.Font | None:
    for file in filter(Path.exists, map(Path, _FILES)):
        for index in (2, *range(_FACES)):
            font = pygame.freetype.Font(str(file), 20, font_index=index)
            if font.name.endswith(" SC"):
                return font
    return None


def _plain() -> pygame.freetype.Font:
    log.warning("No Chinese font is installed (fonts-noto-cjk): only Latin letters are shown.")
    return pygame.freetype.Font(None, 20)


@lru_cache(maxsize=64)
def _draw(font: pygame.freetype.Font, words: str, pixels: int, colour: str) -> pygame.Surface:
    return font.render(words, pygame.Color(colour), size=pixels)[0]
