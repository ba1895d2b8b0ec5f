"""The box's own words, in Mandarin and English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("zh_Hans", "en")
DEFAULT = LANGUAGES[0]

CATALOGS = Path(__file__).with_name("translations")


def _(sentence: str) -> str:
    """Mark a sentence to be translated when it is said."""
    return sentence


BETWEEN = _(", ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words within a sentence, with places for figures of their own."""

    sentence: str
    figures: Mapping[str, object] = field(default_factory=dict)


class Speech:
    """Says sentences in one language; {places} in them are filled, in that language too."""

    def __init__(self, language: str = DEFAULT, *more: Path) -> None:
        """Speak by the box's catalogs; `more` are those of another room, and come first."""
        first, *others = (
            _catalog(place / language / "LC_MESSAGES" / "messages.mo")
            for place in (*more, CATALOGS)
        )
        for other in others:
            first.add_fallback(other)
        self._translate = first.gettext

    def say(self, sentence: str, **figures: object) -> str:
        """Say a sentence."""
        words = {name: self._word(value) for name, value in figures.items()}
        return self._translate(sentence).format(**words)

    def _word(self, figure: object) -> object:
        """Say what fills a place: a word, a phrase, or several of either, one after the other."""
        match figure:
            case Phrase(sentence, figures):
                return self.say(sentence, **figures)
            case tuple():
                return self._translate(BETWEEN).join(str(self._word(one)) for one in figure)
            case str() if figure:
                return self._translate(figure)
            case _:
                return figure


def _catalog(file: Path) -> NullTranslations:
    """Open a catalog; English has none. To look for it, gettext would load all countries' names."""
    if not file.exists():
        return NullTranslations()
    with file.open("rb") as content:
        return GNUTranslations(content)
