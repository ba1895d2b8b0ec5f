"""A tag held up while a game covers the pages: its reader types here, and it is answered here.

The game goes on. Whose tag it is, or whether it is anybody's, only the house knows.
"""

import pygame

# A person types more slowly than this; a reader does not, even while a picture is drawn (seconds).
GAP = 0.25
# As short as a number can be.
LEAST = 4
# So long it is seen that a tag was read (seconds).
SEEN = 4.0
WORDS = "I saw your card. Hold it up again after the game."

_ENDS = (pygame.K_RETURN, pygame.K_KP_ENTER)


class Reader:
    """Tells a tag's reader, which types like a keyboard, from a person who does."""

    def __init__(self) -> None:
        self._typed, self._at = "", 0.0

    def hear(self, event: pygame.event.Event, now: float) -> str | None:
        """Follow the keys: tell a number that is whole, "" for a part of one, None for all else."""
        read = self._typed if now - self._at < GAP else ""
        # What is typed is told whole; of two equal keys SDL takes a quick second one for the first.
        if event.type == pygame.TEXTINPUT:
            self._typed, self._at = read + event.text, now
            return ""
        if event.type != pygame.KEYDOWN:
            return None
        if event.key in _ENDS:
            self._typed = ""
            return read if len(read.strip()) >= LEAST else None
        # A space within a number is a part of it; alone it presses what the keys are at.
        return "" if event.key == pygame.K_SPACE and read.strip() else None


class Greeting:
    """What answers a tag: seen at once, and heard as soon as the game's own voice is silent."""

    def __init__(self) -> None:
        self.is_said = self.is_seen = False
        self._waits, self._until = False, 0.0

    def begin(self, now: float) -> None:
        """Answer; a tag that is read twice in a row is answered once."""
        self._waits, self._until = not self.is_said, now + SEEN

    def is_to_be_said(self, *, speaking: bool) -> bool:
        """Tell, once, that nothing else is being said."""
        if speaking:
            return False
        self.is_said, self._waits = self._waits, False
        return self.is_said

    def cut_off(self) -> None:
        """Note that the game has something to say instead."""
        self.is_said = False

    def changes(self, now: float) -> bool:
        """Tell whether it came into sight, or went."""
        before, self.is_seen = self.is_seen, self._waits or self.is_said or now < self._until
        return self.is_seen != before
