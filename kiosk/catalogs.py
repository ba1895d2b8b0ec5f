"""What the pages say: the catalogs, and above them what speakers have approved in this house.

A sentence of a language that needs a speaker's approval and has none shows in Mandarin: without
this, gettext would show its English source.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, current_app, g
from flask_babel import Babel, Domain, force_locale, get_locale
from markupsafe import Markup

import games
from games.languages import APPROVED_FIRST, DEFAULT
from kiosk.errors import StoreError
from kiosk.house import House
from kiosk.store import wordings

CHILD, GAMES = "child", "games"

DIRECTORIES = {
    CHILD: Path(__file__).parent / "child" / "translations",
    GAMES: Path(games.__file__).with_name("translations"),
}


@cache
def locale_of(language: str) -> Locale:
    """Tell a language to Flask-Babel, which would else read its name anew for every page."""
    return Locale.parse(language)


def file_of(catalog: str, locale: str) -> Path:
    """Tell where the sentences of a catalog stand in a language."""
    return DIRECTORIES[catalog] / locale / "LC_MESSAGES" / "messages.po"


class Approved(NullTranslations):
    """What speakers have approved in this house, else what the catalogs say, else Mandarin."""

    def __init__(
        self, approved: Mapping[str, str], catalog: NullTranslations, mandarin: NullTranslations
    ) -> None:
        super().__init__()
        self._here, self._printed, self._mandarin = approved, catalog, mandarin

    def gettext(self, message: str) -> str:
        """Tell a sentence."""
        if message in self._here:
            return self._here[message]
        printed: str = self._printed.gettext(message)
        return printed if printed != message else str(self._mandarin.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Tell a sentence with a number in Mandarin: those are not offered to speakers yet."""
        return str(self._mandarin.ngettext(msgid1, msgid2, n))

    ugettext, ungettext = gettext, ngettext


class HouseDomain(Domain):  # type: ignore[misc]
    """The sentences of all pages; what was approved is read anew for each page that needs it."""

    def __init__(self, **options: object) -> None:
        """Begin with no catalog read."""
        super().__init__(**options)
        self._printed: dict[Locale, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """Find what a page in the language of the request says."""
        # Every sentence of every page comes here.
        chosen = get_locale()
        if printed := self._printed.get(chosen):
            return printed
        locale = str(chosen)
        catalog: NullTranslations = super().get_translations()
        if locale not in APPROVED_FIRST:
            if chosen is not None:
                self._printed[chosen] = catalog
            return catalog
        found: dict[str, Approved] = g.setdefault("approved", {})
        if locale not in found:
            with force_locale(DEFAULT):
                mandarin = super().get_translations()
            found[locale] = Approved(_approved(locale), catalog, mandarin)
        return found[locale]


class HouseBabel(Babel):  # type: ignore[misc]
    """Flask-Babel, speaking the house's languages as far as they were approved."""

    def init_app(self, app: Flask, **options: object) -> None:
        """Let each page find its language once."""
        super().init_app(app, **options)
        app.context_processor(self._words)

    @cached_property
    def domain_instance(self) -> HouseDomain:
        """Tell where the sentences come from."""
        return HouseDomain(domain=self.domain)

    def _words(self) -> dict[str, Callable[..., Markup]]:
        """Tell what says the sentences of a page: to ask anew for each took a sixth of the page."""
        words = self.domain_instance.get_translations()

        def gettext(sentence: str, **values: object) -> Markup:
            return Markup(words.gettext(sentence)) % values  # noqa: S704 - as Jinja's own does

        def ngettext(one: str, many: str, num: int, **values: object) -> Markup:
            one_or_many = Markup(words.ngettext(one, many, num))  # noqa: S704
            return one_or_many % {"num": num, **values}

        return {"_": gettext, "ngettext": ngettext}


def _approved(locale: str) -> dict[str, str]:
    """Read what was approved; a page that says the records are lost must not need them."""
    house: House | None = current_app.extensions.get("house")
    if house is None:
        return {}
    with suppress(StoreError), house.database.reading() as db:
        return wordings.approved(db, locale, GAMES) | wordings.approved(db, locale, CHILD)
    return {}
