"""What the pages show and say: pictures, voices."""

from contextlib import suppress
from io import BytesIO

from flask import Response, current_app, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from games.languages import LANGUAGES
from kiosk.child import art as pictures
from kiosk.child import voice
from kiosk.errors import UnknownRecord
from kiosk.house import current_house
from kiosk.store import recordings

LASTS = 30 * 24 * 3600


def art(code: str) -> ResponseReturnValue:
    """Send a picture."""
    path = pictures.path_of(code)
    if path is None:
        raise NotFound
    return _lasting(send_file(path, mimetype="image/svg+xml", max_age=LASTS))


def spoken(locale: str, prompt: str) -> ResponseReturnValue:
    """Send a prompt as speech; where it has no voice the page stays silent.

    It lasts at the address that a page gives it, which names the sound: what is approved now is
    heard at once, though a browser asks for no address twice within minutes.
    """
    if locale not in LANGUAGES:
        return "", 404
    found = voice.voice_of(locale, prompt)
    lasts = LASTS if request.args.get("v") == found.tag else None
    if found.way is voice.Way.RECORDED:
        with suppress(UnknownRecord), current_house().database.reading() as db:
            sound = BytesIO(recordings.sound(db, locale, prompt))
            return send_file(sound, mimetype="audio/wav", max_age=lasts, etag=found.tag)
    said = voice.sound_of(current_app.config["HOUSE_CONFIG"].directory, locale, prompt)
    if said is None:
        # Not the door, to which an address that is not there leads: it forgets who stands here.
        return "", 404
    return send_file(said, mimetype="audio/wav", max_age=lasts)


def _lasting(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={LASTS}, immutable"
    return response
