"""What lets pages come quickly: templates that are compiled beforehand, words found once a page."""

from typing import Any

from flask import Flask
from flask_babel import get_translations
from markupsafe import Markup

from sync.compiled import TEMPLATES, compile_all


def install(app: Flask) -> None:
    """Let no page wait for its template or look for each of its words.

    Call it when all filters are there.
    """
    app.context_processor(_words)
    app.add_template_filter(number)
    app.jinja_env.bytecode_cache = TEMPLATES
    compile_all(app.jinja_env)


def number(value: float) -> str:
    """Write a number as all are written: "26,161"."""
    return f"{value:,}"


def _words() -> dict[str, Any]:
    """Find the page's language once: for each of hundreds of texts it took a tenth of the page."""
    words = get_translations()

    def gettext(text: str, **values: object) -> Markup:
        return Markup(words.ugettext(text)) % values  # noqa: S704 - as Jinja's own does

    def ngettext(one: str, many: str, count: int, **values: object) -> Markup:
        many_or_one = Markup(words.ungettext(one, many, count))  # noqa: S704
        return many_or_one % {"num": number(count), **values}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}
