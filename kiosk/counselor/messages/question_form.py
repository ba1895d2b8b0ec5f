"""The form of a question to the expert panel: nobody is named in it."""

from collections.abc import Callable, Iterable
from random import SystemRandom

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from kiosk.counselor.fields import ChoiceField, Given, TextField
from kiosk.counselor.forms import PanelForm, at_most, one_of
from kiosk.counselor.words import BANDS
from kiosk.domain.ages import AgeBand
from kiosk.domain.naming import Known, named_in
from kiosk.domain.questions import LONGEST, CaseFile, Question, new_number

_NEW = "new"
_MOST_OFFERED = 6


class QuestionForm(PanelForm):
    """A question: about a child of which age, under which number."""

    case = ChoiceField(lazy("Case number"), default=_NEW)
    band = one_of(lazy("How old the child is"), BANDS)
    text = TextField(
        lazy("Your question"), [Given(lazy("Please write something here.")), at_most(LONGEST)]
    )

    def __init__(
        self, cases: Iterable[CaseFile], known: Callable[[], Known], chosen: str | None
    ) -> None:
        cases = list(cases)
        meant = next((one for one in cases if one.number == chosen), None)
        first = {"case": meant.number, "band": meant.last.question.band.value} if meant else {}
        super().__init__(data=first)
        self._taken = {one.number for one in cases}
        self._known = known
        offered = cases[:_MOST_OFFERED] + ([meant] if meant in cases[_MOST_OFFERED:] else [])
        numbers = [SelectChoice(one.number, one.number) for one in offered]
        self.case.choices = [SelectChoice(_NEW, gettext("A new number")), *numbers]

    def validate_text(self, field: Field) -> None:
        """Refuse a text by which the experts would learn who it is, and say what does it."""
        named = named_in(field.data or "", self._known())
        if named:
            raise ValidationError(
                gettext(
                    "This would tell who it is: %(names)s. The experts advise without knowing the"
                    " child: please write it without that, then send it.",
                    names=gettext(", ").join(named),
                )
            )

    def question(self) -> Question:
        """Tell the question, a new child's under a new number."""
        chosen = str(self.case.data)
        number = new_number(self._taken, SystemRandom()) if chosen == _NEW else chosen
        return Question(number, AgeBand(self.band.data), self.text.data)
