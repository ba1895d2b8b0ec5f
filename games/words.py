"""The games' words in the language of the child; the English text is the key."""

from collections.abc import Callable, Mapping
from gettext import translation
from pathlib import Path

from games.languages import APPROVED_FIRST, DEFAULT


def speaker(language: str, approved: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """Give the function that says an English text in a language; English when it cannot.

    approved: what a speaker has approved in the house where the game is played. A language that
    needs such approval says the rest in Mandarin.
    """
    directory = Path(__file__).with_name("translations")
    languages = [language, DEFAULT] if language in APPROVED_FIRST else [language]
    printed, here = translation("messages", directory, languages, fallback=True), approved or {}
    return lambda text: here.get(text) or printed.gettext(text)
