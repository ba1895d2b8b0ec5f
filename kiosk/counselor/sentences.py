"""One designed sentence for each thing that can go wrong in the panel."""

from contextlib import suppress

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from kiosk.counselor import door
from kiosk.errors import (
    HasLeft,
    NoPanel,
    NotHers,
    StoreError,
    StoreFull,
    StoreReadOnly,
    UnknownChild,
    UnknownCounselor,
    UnknownRecord,
    UnknownVisit,
    Unreadable,
    VaultLocked,
)
from kiosk.house import current_house
from kiosk.store import notices
from kiosk.store.safety import reserve
from sync.errors import CannotPrint

RESERVE_GONE = (
    "The card is full. The house has given up its last reserve: please call headquarters."
)


def say_what_went_wrong(counselor: Blueprint) -> None:
    """Give each error of the panel its sentence."""
    counselor.register_error_handler(CSRFError, _expired)
    counselor.register_error_handler(UnknownChild, _unknown)
    counselor.register_error_handler(HasLeft, _has_left)
    counselor.register_error_handler(UnknownCounselor, _nobody)
    counselor.register_error_handler(UnknownRecord, _gone)
    counselor.register_error_handler(NotHers, _not_hers)
    counselor.register_error_handler(NoPanel, _no_panel)
    counselor.register_error_handler(UnknownVisit, _no_visit)
    counselor.register_error_handler(CannotPrint, _not_printed)
    counselor.register_error_handler(StoreError, _not_kept)
    counselor.register_error_handler(Unreadable, _unreadable)
    counselor.register_error_handler(VaultLocked, lambda _: door.ask_to_unlock())
    counselor.register_error_handler(RequestEntityTooLarge, _too_large)
    counselor.register_error_handler(HTTPException, refused)


def _expired(_: Exception) -> ResponseReturnValue:
    title = gettext("This page had been open for too long")
    sentence = gettext("Nothing was kept. Please open it again.")
    return _page(title, sentence, 400, (door.this_page(), gettext("Open it again")))


def _unknown(_: Exception) -> ResponseReturnValue:
    title = gettext("No child of this house has this card")
    sentence = gettext("Please choose the child from the list.")
    return _page(title, sentence, 404, (url_for("counselor.everyone"), gettext("List of children")))


def _has_left(_: Exception) -> ResponseReturnValue:
    title = gettext("This child has left the program")
    sentence = gettext("Nothing was kept. If it comes again, please say so on its page first.")
    return _page(title, sentence, 409, (url_for("counselor.everyone"), gettext("List of children")))


def _nobody(_: Exception) -> ResponseReturnValue:
    title = gettext("Nobody of this name is a counselor here")
    onward = (url_for("counselor.counselors"), gettext("Counselors"))
    return _page(title, gettext("Nothing was kept."), 404, onward)


def _gone(_: Exception) -> ResponseReturnValue:
    sentence = gettext("Perhaps it has been deleted. Nothing was kept.")
    return _page(gettext("This record is not there"), sentence, 404)


def _not_hers(_: Exception) -> ResponseReturnValue:
    sentence = gettext("Only the counselor who wrote this can change it.")
    return _page(gettext("This cannot be done"), sentence, 403)


def _no_panel(_: Exception) -> ResponseReturnValue:
    sentence = gettext(
        "This house does not have the experts' key yet. It comes by itself once the house is in"
        " touch with headquarters."
    )
    onward = (url_for("counselor.messages"), gettext("Messages"))
    return _page(gettext("Nothing was sent"), sentence, 409, onward)


def _not_printed(_: Exception) -> ResponseReturnValue:
    sentence = gettext("Please try again, or take the file for Excel.")
    return _page(gettext("The page could not be laid out"), sentence, 503)


def _no_visit(_: Exception) -> ResponseReturnValue:
    title = gettext("This visit is not there any more")
    return _page(title, gettext("Nothing was kept."), 404)


def _not_kept(error: Exception) -> ResponseReturnValue:
    """Say that nothing was kept; on a full card what was held in reserve is given up first."""
    if isinstance(error, StoreFull) and _has_given_up_reserve():
        # Of the first try nothing was kept: all of it again, the door's questions too.
        return current_app.full_dispatch_request()
    sentence = gettext("Nothing was kept. Please call headquarters.")
    if isinstance(error, StoreFull):
        return _page(gettext("The card is full"), sentence, 507)
    if isinstance(error, StoreReadOnly):
        return _page(gettext("The card can only be read"), sentence, 503)
    return _page(gettext("The records cannot be written"), sentence, 503)


def _has_given_up_reserve() -> bool:
    house = current_house()
    if not reserve.give_up(house.config.directory):
        return False
    with suppress(StoreError), house.database.transaction() as db:
        notices.tell(db, house.clock(), RESERVE_GONE)
    return True


def _unreadable(_: Exception) -> ResponseReturnValue:
    sentence = gettext("It cannot be read. Please call headquarters.")
    return _page(gettext("This record is damaged"), sentence, 500)


def _too_large(_: Exception) -> ResponseReturnValue:
    sentence = gettext("This is larger than what can be kept here. Nothing was kept.")
    return _page(gettext("This cannot be done"), sentence, 413)


def refused(error: HTTPException) -> ResponseReturnValue:
    """Say that what was asked for cannot be had, and lead back to today."""
    return _page(gettext("This cannot be done"), gettext("Nothing was kept."), error.code or 400)


def _page(
    title: str, sentence: str, status: int, onward: tuple[str, str] | None = None
) -> ResponseReturnValue:
    """Say it, with one way onward: an address and its name."""
    onward = onward or (url_for("counselor.today"), gettext("Today"))
    page = render_template("counselor/sentence.html", title=title, sentence=sentence, onward=onward)
    return page, status
