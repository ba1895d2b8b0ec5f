"""The form by which a child is found on the page of children.

What is typed may be a legal name: it is sent in the form, and stands in no address.
"""

from collections.abc import Collection, Iterable

from flask_babel import lazy_gettext as lazy
from wtforms import StringField

from kiosk.counselor.children import readings
from kiosk.counselor.fields import LineField
from kiosk.counselor.forms import PanelForm, at_most
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.finding import find
from kiosk.house import House
from kiosk.store.people import children
from kiosk.store.rights import audit, audit_lines

_READINGS = "readings"


class FindForm(PanelForm):
    """What is typed of a name, or the picture that is tapped."""

    name = LineField(lazy("Name or first letters"), [at_most(40)])
    picture = StringField()

    def found(self, house: House, everyone: Collection[Child]) -> list[Child]:
        """List the children who are meant; a picture that is tapped counts alone."""
        if self.picture.data or not self.name.data:
            return find(everyone, "", {}, {}, self.picture.data or "")
        legal_names = _look_at_names(house)
        names = [*(child.nickname for child in everyone), *legal_names.values()]
        return find(everyone, self.name.data, _readings(house, names), legal_names)


def _readings(house: House, names: Iterable[str]) -> readings.Readings:
    """Tell how names can be read; the lock forgets the letters that legal names are made of."""
    known = readings.of(names, house.vault.remembered(_READINGS) or {})
    house.vault.remember(_READINGS, known)
    return known


def _look_at_names(house: House) -> dict[str, str]:
    """Read the legal names; that is noted once since she unlocked the panel, not once a letter."""
    keeper = house.vault.keeper.id
    with house.database.reading() as db:
        names = children.legal_names(db, house.vault)
        is_noted = audit_lines.looked_since_unlocking(db, keeper, Action.LOOKED_AT_NAMES)
    if not is_noted:
        with house.database.transaction() as db:
            audit.note(db, house.clock(), keeper, Action.LOOKED_AT_NAMES, "")
    return names
