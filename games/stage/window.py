"""Opens the window a game is seen in."""

import os
import time

import pygame

from games.errors import GameError

# A screen that is being mended is there again in less; a child waits no longer for none.
_PATIENCE, _PAUSE = 3.0, 0.2


def open_window(size: tuple[int, int] | None, *, fullscreen: bool) -> pygame.Surface:
    """Open the window, in pixels; without a size that of the screen, or of our smallest panel.

    A busy screen may refuse and say not why: it is asked again for some seconds.
    Raises GameError where there is no screen.
    """
    # Where nothing says it, as in a container, Wayland would complain on the terminal at each try.
    os.environ.setdefault("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _open(size or ((0, 0) if fullscreen else (800, 480)), fullscreen=fullscreen)
        except pygame.error as error:
            pygame.display.quit()
            if time.monotonic() >= until:
                raise GameError(f"There is no screen to play on: {error}.") from error
        time.sleep(_PAUSE)


def _open(size: tuple[int, int], *, fullscreen: bool) -> pygame.Surface:
    pygame.display.init()
    _insist_on_a_screen()
    surface = pygame.display.set_mode(size, pygame.FULLSCREEN if fullscreen else 0)
    pygame.display.set_caption("Ai You House")
    # Where keys could come up on the screen, SDL tells what is typed only when it is asked to.
    pygame.key.start_text_input()
    if fullscreen:
        pygame.mouse.set_visible(False)
    return surface


def _insist_on_a_screen() -> None:
    """Refuse to play unseen, unless asked to: SDL draws into memory where it finds no screen."""
    if pygame.display.get_driver() == "offscreen" and "SDL_VIDEODRIVER" not in os.environ:
        raise pygame.error("none was found")
