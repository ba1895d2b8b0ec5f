"""What lets pages come quickly: templates that are compiled beforehand, words found once a page."""

from types import CodeType
from typing import Any

from flask import Flask
from flask_babel import get_translations
from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup


class _Compiled(BytecodeCache):
    """Keep what was compiled as long as this process runs, for every app in it."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a template that was compiled before, unless it has changed since."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was just compiled."""
        if bucket.code is not None:
            self._kept[bucket.key] = bucket.checksum, bucket.code


_compiled = _Compiled()


def install(app: Flask) -> None:
    """Compile every template: the first to ask for a page waits no longer than the next.

    Call it when all filters are there.
    """
    app.context_processor(_words)
    app.jinja_env.bytecode_cache = _compiled
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def _words() -> dict[str, Any]:
    """Find the page's language once: for each of hundreds of texts it took a tenth of the page."""
    words = get_translations()

    def gettext(text: str, **values: object) -> Markup:
        return Markup(words.ugettext(text)) % values  # noqa: S704 - as Jinja's own does

    def ngettext(one: str, many: str, count: int, **values: object) -> Markup:
        many_or_one = Markup(words.ungettext(one, many, count))  # noqa: S704
        return many_or_one % {"num": count, **values}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}
