"""A copy of all that the house keeps of a child: on paper, or as a file with a passphrase."""

import re
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as lazy
from wtforms import HiddenField, PasswordField
from wtforms.validators import EqualTo

from kiosk.counselor import copy_sheet, copy_words, door, sealed_zip
from kiosk.counselor.forms import PanelForm
from kiosk.counselor.keys import too_weak
from kiosk.domain.holdings import Group
from kiosk.errors import WeakPassphrase
from kiosk.house import House, current_house
from kiosk.store import children, copying, keyslots

_DIGITS = re.compile(r"\d{4}( \d{4}){3}")


class FileForm(PanelForm):
    """With what the file opens: the digits that were shown, or a passphrase of her own."""

    digits = HiddenField()
    passphrase = PasswordField(lazy("Passphrase of your own"))
    again = PasswordField(
        lazy("The passphrase again"),
        [EqualTo("passphrase", message=lazy("The two passphrases are not the same."))],
    )

    @property
    def opens(self) -> bool:
        """Tell whether there is anything to open the file with."""
        return bool(self.passphrase.data or _DIGITS.fullmatch(self.digits.data or ""))

    def chosen(self) -> str:
        """Tell the passphrase. Raises WeakPassphrase."""
        if self.passphrase.data:
            keyslots.check_strength(self.passphrase.data, [])
            return str(self.passphrase.data)
        return str(self.digits.data)


def copy(child_id: str) -> ResponseReturnValue:
    """Show the copy as it is printed."""
    house = current_house()
    return render_template("counselor/copy.html", child_id=child_id, **_facts(house, child_id))


def copy_file(child_id: str) -> ResponseReturnValue:
    """Give the copy as a ZIP file that opens with a passphrase only."""
    house, form = current_house(), FileForm()
    with house.database.reading() as db:
        child = children.get(db, child_id)
    if form.validate_on_submit() and form.opens:
        try:
            return _sealed(house, child_id, form.chosen())
        except WeakPassphrase:
            form.refuse("passphrase", too_weak())
    # Shown once: another look at the page has other digits.
    form.digits.data = sealed_zip.digits()
    return render_template("counselor/copy_file.html", form=form, child=child)


def _sealed(house: House, child_id: str, passphrase: str) -> Response:
    facts = _facts(house, child_id)
    page = render_template("counselor/copy_alone.html", **facts)
    files = {"copy.html": page.encode(), "copy.json": sealed_zip.as_json(facts["copy"])}
    name = f"copy-{facts['moment'].day.isoformat()}.zip"
    return Response(
        sealed_zip.pack(files, passphrase),
        mimetype="application/zip",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _facts(house: House, child_id: str) -> dict[str, Any]:
    """Read the copy, and lay it out as its page needs it."""
    moment, record = house.clock(), door.record()
    with house.database.transaction() as db:
        child = children.get(db, child_id)
        copy = copying.copy_of(db, house.vault, child_id, moment)
    return {
        "child": child,
        "moment": moment,
        "house_name": record.name if record else "",
        "copy": copy,
        "copy_words": copy_words,
        "months": copy_sheet.by_month(copy[Group.VISITS]),
        "skills": copy_sheet.by_skill(copy[Group.PLAYS]),
        "kinds": copy_sheet.by_kind(copy[Group.CASES], copy_words.KINDS),
    }
