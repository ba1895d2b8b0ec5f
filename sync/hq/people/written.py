"""What somebody wrote at length and could not send: it is shown once more, and not lost."""

from flask import request

from sync.hq.people import signin

# What takes minutes to write; no password is among them.
_TEXTS = ("title", "body", "title_en", "body_en", "text")


def written() -> list[str]:
    """List the texts that were just sent in vain, to whoever is or was signed in here.

    A form of another site comes without our cookie: it puts no words on our pages.
    """
    if request.method != "POST" or not signin.was_here():
        return []
    typed = (request.form.get(name, "").strip() for name in _TEXTS)
    return [text for text in typed if text]
