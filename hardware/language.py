"""The box's own words, in Mandarin and English."""

import gettext
from pathlib import Path

LANGUAGES = ("zh_Hans", "en")
DEFAULT = LANGUAGES[0]

_CATALOGS = Path(__file__).with_name("translations")


def _(sentence: str) -> str:
    """Mark a sentence to be translated when it is said."""
    return sentence


class Speech:
    """Says sentences in one language; {places} in them are filled, in that language too."""

    def __init__(self, language: str = DEFAULT) -> None:
        found = gettext.translation("messages", _CATALOGS, [language], fallback=True)
        self._translate = found.gettext

    def say(self, sentence: str, **figures: object) -> str:
        """Say a sentence."""
        words = {
            name: self._translate(value) if isinstance(value, str) and value else value
            for name, value in figures.items()
        }
        return self._translate(sentence).format(**words)
