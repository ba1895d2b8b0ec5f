"""What somebody wrote at length and could not send: it is shown once more, and not lost."""

from collections.abc import Iterator

from flask import request

from sync.hq.answer import direction_words
from sync.hq.people import signin

# What takes minutes to write; no password is among them.
_TEXTS = ("title", "body", "title_en", "body_en", "text", "why")
_WHOSE, _NUMBER = "purpose-", "number-"


def written() -> list[str]:
    """List the texts that were just sent in vain, to whoever is or was signed in here.

    A form of another site comes without our cookie: it puts no words on our pages.
    """
    if request.method != "POST" or not signin.was_here():
        return []
    typed = (_typed(name) for name in _TEXTS)
    return [text for text in (*typed, "\n".join(_numbers())) if text]


def _numbers() -> Iterator[str]:
    """Give each number that houses were to be told, after whose it is."""
    for name in request.form:
        if name.startswith(_NUMBER):
            key = name.removeprefix(_NUMBER)
            number, purpose = _typed(name), _typed(_WHOSE + key)
            if number or purpose:
                yield f"{direction_words.LINES.get(key, purpose)} {number}".strip()


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()
