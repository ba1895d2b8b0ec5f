"""The form of a guardian's answers."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as lazy

from kiosk.counselor.fields import DayField, Given, LineField
from kiosk.counselor.forms import NO, YES, at_most, one_of, suggested
from kiosk.counselor.shown_form import ShownForm
from kiosk.counselor.words import WAYS
from kiosk.domain.children import Child
from kiosk.domain.consent import Consent, ConsentPaper, ConsentWay, Purpose


class ConsentForm(ShownForm):
    """A guardian's answers, and how they were given."""

    visits = one_of("", {YES: lazy("Yes"), NO: lazy("No")})
    moods = one_of("", {YES: lazy("Yes"), NO: lazy("No")})
    plays = one_of("", {YES: lazy("Yes"), NO: lazy("No")})
    guardian = LineField(
        lazy("Who answered"), [Given(lazy("Please write who answered.")), at_most(40)]
    )
    way = one_of(lazy("How"), WAYS)
    witness = LineField(lazy("Witness"), [Given(lazy("Please write who was there.")), at_most(40)])
    signed = DayField(lazy("When"), [Given(lazy("Please choose year, month and day."))])

    def __init__(self, mark: str, today: date, **known: object) -> None:
        super().__init__(mark, {"way": ConsentWay.PAPER.value, "signed": suggested(today), **known})
        self.until("signed", today, 5)

    def answers(self) -> dict[Purpose, bool]:
        """Tell the yes or no for each purpose."""
        return {purpose: self[purpose.value].data == YES for purpose in Purpose}

    def paper(self) -> ConsentPaper:
        """Tell how the answers were given."""
        return ConsentPaper(
            guardian=self.guardian.data,
            way=ConsentWay(self.way.data),
            witness=self.witness.data,
            signed=self.signed.day,
        )


def mark_of(history: Sequence[Consent]) -> str:
    """Tell the answers that stand from all that may be given later, by the number of the last."""
    return str(history[0].seq if history else 0)


def answers_known(child: Child, *, asked: bool) -> dict[str, str]:
    """Tell the answers that stand; nothing is chosen beforehand for a first asking."""
    if not asked:
        return {}
    return {purpose.value: YES if child.allows(purpose) else NO for purpose in Purpose}
