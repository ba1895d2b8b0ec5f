"""What the panel says in one of its languages, asked for by the English that it is written in."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk.counselor import words

CATALOG = Path(words.__file__).parent / "translations/zh_Hans/LC_MESSAGES/messages.po"


@cache
def _catalog() -> Catalog:
    with CATALOG.open("rb") as file:
        return read_po(file, locale="zh_Hans")


@dataclass(frozen=True)
class Speech:
    """The panel in Chinese or in English; what it never says is a KeyError."""

    locale: str

    def __call__(self, english: str, **values: object) -> str:
        """Say a sentence of the catalog; `num` chooses between one and many."""
        message = _catalog().get(english)
        if message is None:
            raise KeyError(f"The panel does not say {english!r}.")
        said = message.id if self.locale == "en" else message.string
        forms = [said] if isinstance(said, str) else list(said)
        place = min(len(forms) - 1, int(values.get("num", 1) != 1))
        return forms[place] % values if values else forms[place]


CHINESE, ENGLISH = Speech("zh_Hans"), Speech("en")
