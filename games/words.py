"""The games' words in the language of the child; the English text is the key."""

from collections.abc import Callable
from gettext import translation
from pathlib import Path


def speaker(language: str) -> Callable[[str], str]:
    """Give the function that says an English text in a language; English when it cannot."""
    directory = Path(__file__).with_name("translations")
    return translation("messages", directory, [language], fallback=True).gettext
