"""The backups: the last one, where they are, and one made by hand."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.house import current_house
from kiosk.store.safety import backup
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.places import Place


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place for backups and the newest one that is there."""

    place: Place
    newest: Backup | None


def backups() -> ResponseReturnValue:
    """Show where backups are, and how far the one is that is being made."""
    archivist = current_house().archivist
    found = [FoundPlace(place, archivist.newest(place)) for place in archivist.places()]
    return render_template(
        "counselor/upkeep/backups.html",
        found=found,
        own=list(_sized(backup.listed(found[0].place.directory))),
        work=archivist.work,
        trouble=archivist.trouble,
    )


def _sized(ones: Iterable[Backup]) -> Iterator[tuple[Backup, int]]:
    """Tell how large each is; one that is let go of just now is none any more."""
    for one in ones:
        with suppress(OSError):
            yield one, one.path.stat().st_size


def back_up() -> ResponseReturnValue:
    """Begin a backup at one of the places that were found; a stick may be gone by now."""
    house, asked = current_house(), request.form.get("place", "")
    wanted = [place for place in house.archivist.places() if str(place.directory) == asked]
    if not wanted:
        flash(gettext("This stick is not there any more. Nothing was written."))
    elif not house.archivist.start(wanted, house.vault.keeper.id):
        flash(gettext("A backup is being made already."))
    return redirect(url_for("counselor.backups"), 303)
