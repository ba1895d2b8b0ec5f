"""Every address of the child's pages, in the order of a visit.

A page's module is imported when it is first asked for, or when the house has answered for a
moment: after a power cut children wait for the first page, and not for those behind it.
"""

from collections.abc import Callable
from importlib import import_module

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk.child import language, night, troubles
from kiosk.child.stylesheet import CHILD

GET, POST = ("GET",), ("POST",)

PAGES = (
    ("/", GET, "arriving.asleep"),
    ("/who", GET, "arriving.who"),
    ("/who", POST, "arriving.come"),
    ("/code", GET, "knocking.code"),
    ("/code", POST, "knocking.tap_code"),
    ("/tag", POST, "tags.read_tag"),
    ("/tag", GET, "tags.no_tag"),
    ("/guest", POST, "arriving.come_as_guest"),
    ("/feel", GET, "answering.feel"),
    ("/feel", POST, "answering.felt"),
    ("/thanks", GET, "staying.menu"),
    ("/games", GET, "staying.games"),
    ("/play/<name>", POST, "staying.play"),
    ("/playing", GET, "staying.playing"),
    ("/playing/state", GET, "staying.playing_state"),
    ("/playing/stop", POST, "staying.stop_playing"),
    ("/rest", GET, "staying.rest"),
    ("/outside", GET, "staying.outside"),
    ("/talk", POST, "talking.talk"),
    ("/talk", GET, "talking.talk_is_coming"),
    ("/talk/numbers", GET, "talking.numbers"),
    ("/home", POST, "leaving.go_home"),
    ("/fetch", GET, "leaving.fetch"),
    ("/fetch", POST, "leaving.said_by_whom"),
    ("/today", GET, "answering.today"),
    ("/today", POST, "answering.said_of_today"),
    ("/bye", GET, "leaving.bye"),
    ("/good-night", GET, "night.stage"),
    ("/good-night", POST, "night.open_again"),
    ("/art/<code>.svg", GET, "media.art"),
    ("/voice/<locale>/<prompt>.wav", GET, "media.spoken"),
)

child = Blueprint(
    "child", __name__, template_folder="templates", static_folder="static", static_url_path="/child"
)


def load() -> None:
    """Import what the pages need that nobody has asked for yet."""
    for _, _, page in PAGES:
        _found(page)


def _found(page: str) -> Callable[..., ResponseReturnValue]:
    module, _, function = page.partition(".")
    found: Callable[..., ResponseReturnValue] = getattr(
        import_module(f"kiosk.child.{module}"), function
    )
    return found


def _view(page: str) -> Callable[..., ResponseReturnValue]:
    def view(**places: object) -> ResponseReturnValue:
        return _found(page)(**places)

    return view


for path, methods, page in PAGES:
    child.add_url_rule(path, page.partition(".")[2], _view(page), methods=methods)
# Beside the files that it names.
child.add_url_rule("/child/stylesheet.css", "stylesheet", CHILD.send)

child.add_app_template_filter(language.tag, "tag")
troubles.find_a_way_on(child)
child.before_app_request(night.sleep)
