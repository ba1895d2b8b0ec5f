"""Lets a browser keep stylesheets and scripts for as long as they are the same.

A page asks for some of them; on a small machine asking whether each is still the same takes
longer than the page. The address names what is in the file: after an update it is another one.

Addresses that say nothing of anybody are written once: to write those of a page anew took longer
than to ask the records who is here.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, has_request_context, request

from kiosk.child.stylesheet import CHILD
from kiosk.counselor.stylesheets import PANEL
from kiosk.stylesheet import name_of

_LASTS = "public, max-age=31536000, immutable"
_NAMED = "v"
_AS_ONE = {"child.stylesheet": CHILD, "counselor.stylesheet": PANEL}
# The pictures of the set are as many as they are.
_PICTURES = "child.art"


def wear(app: Flask) -> None:
    """Have the app name what is in each of its files."""
    app.url_defaults(_name_content)
    app.after_request(_let_it_last)
    app.jinja_env.globals["url_for"] = _written_once(app.url_for)


def _written_once(write: Callable[..., str]) -> Callable[..., str]:
    """Remember, for templates, the addresses that are always the same."""
    written = cache(write)

    def url_for(endpoint: str, **values: object) -> str:
        says_nothing = not values or endpoint == _PICTURES or endpoint.endswith(".static")
        # Without a page, or beside the page's own blueprint, the same words mean another address.
        if says_nothing and has_request_context() and not endpoint.startswith("."):
            return written(endpoint, **values)
        return write(endpoint, **values)

    return url_for


def _name_content(endpoint: str, values: dict[str, str]) -> None:
    blueprint, _, page = endpoint.rpartition(".")
    if endpoint in _AS_ONE:
        values[_NAMED] = _AS_ONE[endpoint].name
    elif page == "static" and blueprint in current_app.blueprints:
        folder = current_app.blueprints[blueprint].static_folder
        values[_NAMED] = _content(Path(str(folder), values["filename"]))


def _let_it_last(response: Response) -> Response:
    endpoint = str(request.endpoint)
    is_file = endpoint in _AS_ONE or endpoint.endswith(".static")
    if is_file and response.status_code == 200 and _NAMED in request.args:
        response.headers["Cache-Control"] = _LASTS
    return response


@cache
def _content(path: Path) -> str:
    """Name a file by what is in it; one that is not there has no name."""
    return name_of(path.read_bytes()) if path.is_file() else ""
