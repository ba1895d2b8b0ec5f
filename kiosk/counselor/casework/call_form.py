"""The form of a call that was made: for which child, or for nobody named."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms.fields.choices import SelectChoice

from kiosk.counselor.casework.case_forms import CallForm
from kiosk.counselor.fields import ChoiceField
from kiosk.domain.casework import NOBODY
from kiosk.domain.children import Child

_NOBODY = "nobody"


class CallOfForm(CallForm):
    """A call, and whom it is noted for."""

    child = ChoiceField(lazy("For which child"), default=_NOBODY)

    def __init__(self, today: date, everyone: Iterable[Child]) -> None:
        super().__init__(today)
        named = [SelectChoice(child.id, child.nickname) for child in everyone]
        self.child.choices = [SelectChoice(_NOBODY, gettext("Nobody named")), *named]

    def whose(self) -> str:
        """Tell the child's id, or NOBODY."""
        return NOBODY if self.child.data == _NOBODY else str(self.child.data)
