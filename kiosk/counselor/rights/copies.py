"""A copy of all that the house keeps of a child: on paper, or as a file with a passphrase."""

import re
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import HiddenField, PasswordField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo

from kiosk import keyholders, standings
from kiosk.counselor import door
from kiosk.counselor.access.keys import too_weak
from kiosk.counselor.children.mastery_words import MASTERY
from kiosk.counselor.fields import ChoiceField
from kiosk.counselor.forms import PanelForm
from kiosk.counselor.rights import copy_sheet, copy_words, sealed_zip
from kiosk.domain.casework import Kind
from kiosk.domain.holdings import Group
from kiosk.errors import WeakPassphrase
from kiosk.house import House, current_house
from kiosk.store.attendance import plays
from kiosk.store.keys import keyslots
from kiosk.store.people import children
from kiosk.store.rights import copying
from kiosk.store.safety import disk
from sync.paper.printing import to_pdf

# Of each kind on the panel's page: years of visits take a while to be laid out.
NEWEST = 6

_BROWSER = "browser"
_DIGITS = re.compile(r"\d{4}( \d{4}){3}")


class FileForm(PanelForm):
    """With what the file opens: the digits that were shown, or a passphrase of her own."""

    digits = HiddenField()
    place = ChoiceField(lazy("Where to"))
    passphrase = PasswordField(lazy("Passphrase of your own"))
    again = PasswordField(
        lazy("The passphrase again"),
        [EqualTo("passphrase", message=lazy("The two passphrases are not the same."))],
    )

    def __init__(self, sticks: Sequence[Path]) -> None:
        super().__init__(data={"place": str(sticks[0]) if sticks else _BROWSER})
        self._sticks = {str(path): path for path in sticks}
        named = [
            SelectChoice(place, gettext("Stick “%(name)s”", name=path.name))
            for place, path in self._sticks.items()
        ]
        self.place.choices = [*named, SelectChoice(_BROWSER, lazy("Download in this browser"))]

    @property
    def stick(self) -> Path | None:
        """Tell the stick that was chosen; None for the browser."""
        return self._sticks.get(self.place.data)

    @property
    def opens(self) -> bool:
        """Tell whether there is anything to open the file with."""
        return bool(self.passphrase.data or _DIGITS.fullmatch(self.digits.data or ""))

    def chosen(self) -> str:
        """Tell the passphrase. Raises WeakPassphrase."""
        if self.passphrase.data:
            keyslots.check_strength(self.passphrase.data, [])
            return str(self.passphrase.data)
        # The gaps are for the eye: a telephone's keys for numbers have none.
        return "".join(self.digits.data.split())


def copy(child_id: str) -> ResponseReturnValue:
    """Show the newest of each kind, or all of it, as it is printed."""
    newest = None if "whole" in request.args else NEWEST
    facts = _facts(current_house(), child_id, newest)
    more = any(len(rows) == newest for rows in facts["copy"].values())
    return render_template("counselor/rights/copy.html", child_id=child_id, more=more, **facts)


def copy_file(child_id: str) -> ResponseReturnValue:
    """Give the copy as a ZIP file that opens with a passphrase only, on a stick or right here."""
    house = current_house()
    form = FileForm(keyholders.sticks(house))
    with house.database.reading() as db:
        child = children.get(db, child_id)
    if form.validate_on_submit() and form.opens:
        try:
            return _hand_over(house, child_id, form.chosen(), form.stick)
        except WeakPassphrase:
            form.refuse("passphrase", too_weak())
        except OSError:
            form.refuse("place", gettext("Nothing could be written to this stick."))
    # Shown once: another look at the page has other digits; those she has written down stay.
    if not _DIGITS.fullmatch(form.digits.data or ""):
        form.digits.data = sealed_zip.digits()
    return render_template("counselor/rights/copy_file.html", form=form, child=child)


def _hand_over(
    house: House, child_id: str, passphrase: str, stick: Path | None
) -> ResponseReturnValue:
    name, content = _sealed(house, child_id, passphrase)
    if stick is None:
        headers = {"Content-Disposition": f"attachment; filename={name}"}
        return Response(content, mimetype="application/zip", headers=headers)
    with disk.written_whole(stick / name) as file:
        file.write(content)
    flash(gettext("The file %(name)s is on the stick.", name=name))
    return redirect(url_for("counselor.one", child_id=child_id), 303)


def _sealed(house: House, child_id: str, passphrase: str) -> tuple[str, bytes]:
    facts = _facts(house, child_id)
    page = render_template("counselor/rights/copy_alone.html", **facts)
    files = {
        "copy.html": page.encode(),
        "copy.pdf": to_pdf(page, ()),
        "copy.json": sealed_zip.as_json(facts["copy"]),
    }
    name = f"copy-{facts['moment'].day.isoformat()}-{token_hex(2)}.zip"
    return name, sealed_zip.pack(files, passphrase)


def _facts(house: House, child_id: str, newest: int | None = None) -> dict[str, Any]:
    """Read the copy, and lay it out as its page needs it."""
    moment, record = house.clock(), door.record()
    with house.database.transaction() as db:
        child = children.get(db, child_id)
        copy = copying.copy_of(db, house.vault, child_id, moment, newest)
        skills = plays.skills_of_child(db, child_id)
        masteries = standings.masteries(db, child, moment)
    return {
        "child": child,
        "moment": moment,
        "house_name": record.name if record else "",
        "copy": copy,
        "copy_words": copy_words,
        "months": copy_sheet.by_month(copy[Group.VISITS]),
        "skills": skills,
        "masteries": {skill: MASTERY[one] for skill, one in masteries.items()},
        "consents": copy_sheet.answered(copy[Group.CONSENTS]),
        "kinds": copy_sheet.by_kind(copy[Group.CASES], Kind),
    }
