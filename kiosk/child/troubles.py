"""What a child sees when something goes wrong: never an error, always a way on."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from games.errors import UnknownGame
from kiosk.child import visitor
from kiosk.child.pages import page, trouble_page
from kiosk.errors import GameDidNotStart, StoreError, UnknownChild


def find_a_way_on(child: Blueprint) -> None:
    """Give every error of the child's pages its answer."""
    child.register_error_handler(CSRFError, _begin_again)
    child.register_error_handler(UnknownChild, _ask_again)
    child.register_error_handler(UnknownGame, _offer_another)
    child.register_error_handler(GameDidNotStart, _offer_another)
    child.register_error_handler(StoreError, _fetch_the_counselor)


def _begin_again(_: Exception) -> ResponseReturnValue:
    """Begin again where a form is older than the house's last start; a wish to talk is heard."""
    visitor.forget()
    # From the page before, which a child saw; what is forged elsewhere comes from another origin.
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if ours and request.endpoint == "child.talk":
        return _hear_all_the_same()
    return redirect(url_for("child.who"), 303)


def _hear_all_the_same() -> ResponseReturnValue:
    """Keep a wish to talk of nobody known: it is not asked for twice."""
    from kiosk.child import talking

    try:
        return talking.talk()
    except StoreError as error:
        return _fetch_the_counselor(error)


def _ask_again(_: Exception) -> ResponseReturnValue:
    return redirect(url_for("child.who"), 303)


def _offer_another(_: Exception) -> ResponseReturnValue:
    """Lead back to the menu where a game does not start."""
    return page("no_game"), 503


def _fetch_the_counselor(error: StoreError) -> ResponseReturnValue:
    """Say that nothing was kept and that the counselor can help."""
    return trouble_page(error), 507
