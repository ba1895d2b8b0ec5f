"""What the panel asks for, and how it refuses."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, Length, Optional, Regexp, ValidationError

from kiosk.counselor.fields import ChoiceField, DayField, Given, LineField
from kiosk.counselor.words import CATEGORIES, COLOURS, LANGUAGES, WAYS
from kiosk.domain.ages import band_of
from kiosk.domain.children import PICTURES, Category, Child, ChildFile
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.moment import EARLIEST
from kiosk.store.house import Founder

_PHONE = Regexp(
    r"^\+?[0-9][0-9 -]{1,18}$", message=lazy("A phone number has digits, spaces and hyphens only.")
)
_YES, _NO = "yes", "no"


def _at_most(length: int) -> Length:
    return Length(max=length, message=lazy("At most %(max)d characters, please."))


def _choice(label: Any, names: Mapping[Any, Any]) -> ChoiceField:
    return ChoiceField(label, choices=[(str(value), name) for value, name in names.items()])


class PanelForm(FlaskForm):  # type: ignore[misc]
    """A form of the panel: what does not fit is said beside its field."""

    def refuse(self, field: str, sentence: str) -> None:
        """Say beside a field why it cannot be taken."""
        self[field].errors = [*self[field].errors, sentence]

    def _date(self, field: str, today: date, years: int) -> None:
        """Let a field end with today; a machine that woke in 1970 must not offer 1970."""
        self[field].today, self[field].years = max(today, EARLIEST.date()), years


class UnlockForm(PanelForm):
    """The passphrase."""

    passphrase = PasswordField(lazy("Passphrase"), [Given(lazy("Please type your passphrase."))])


class SetupForm(PanelForm):
    """A house's first page."""

    house = LineField(
        lazy("Name of the house"), [Given(lazy("Please give the house a name.")), _at_most(40)]
    )
    counselor = LineField(lazy("Your name"), [Given(lazy("Please write your name.")), _at_most(40)])
    phone = LineField(lazy("Your phone"), [Optional(), _PHONE])
    passphrase = PasswordField(lazy("Passphrase"), [Given(lazy("Please think of a passphrase."))])
    again = PasswordField(
        lazy("The passphrase again"),
        [EqualTo("passphrase", message=lazy("The two passphrases are not the same."))],
    )

    def founder(self) -> Founder:
        """Tell what was filled in."""
        return Founder(self.house.data, self.counselor.data, self.phone.data, self.passphrase.data)


class ChildForm(PanelForm):
    """A child's card and file; `others` are the children whose pictures are taken."""

    nickname = LineField(
        lazy("Nickname"), [Given(lazy("Please write what the child is called.")), _at_most(8)]
    )
    picture = ChoiceField(lazy("Picture"), choices=PICTURES)
    colour = _choice(lazy("Colour"), COLOURS)
    language = _choice(lazy("Language"), LANGUAGES)
    legal_name = LineField(
        lazy("Legal name"), [Given(lazy("Please write the legal name.")), _at_most(40)]
    )
    birth = DayField(lazy("Birth date"), [Given(lazy("Please choose year, month and day."))])
    category = _choice(lazy("Category"), CATEGORIES)
    guardian = LineField(lazy("Guardian"), [_at_most(40)])
    phone = LineField(lazy("Guardian's phone"), [Optional(), _PHONE])
    active = _choice(
        lazy("In the program"), {_YES: lazy("Comes to the house"), _NO: lazy("Has left")}
    )

    def __init__(self, today: date, others: Collection[Child], **known: Any) -> None:
        start = {"colour": "sun", "language": "zh_Hans", "active": _YES}
        super().__init__(data={**start, **known})
        self._date("birth", today, 20)
        self.taken = {child.picture: child for child in others if child.active}
        self._cards = {(child.picture, child.colour): child for child in others if child.active}

    def validate_colour(self, field: ChoiceField) -> None:
        """Refuse a card that looks like another child's: a child finds itself by its picture."""
        twin = self._cards.get((self.picture.data, field.data))
        if twin:
            raise ValidationError(
                gettext(
                    "%(nickname)s has this picture in this colour already.", nickname=twin.nickname
                )
            )

    def card(self, child_id: str = "") -> Child:
        """Tell the child's open card."""
        return Child(
            id=child_id,
            nickname=self.nickname.data,
            picture=self.picture.data,
            colour=self.colour.data,
            band=band_of(self.birth.data, self.birth.today),
            language=self.language.data,
            active=self.active.data == _YES,
        )

    def file(self) -> ChildFile:
        """Tell the child's sealed file."""
        return ChildFile(
            legal_name=self.legal_name.data,
            birth=self.birth.data,
            category=Category(self.category.data),
            guardian=self.guardian.data,
            phone=self.phone.data,
        )


def known_of(child: Child, file: ChildFile) -> dict[str, Any]:
    """Tell a child's card and file as its form shows them."""
    return {
        "nickname": child.nickname,
        "picture": child.picture,
        "colour": child.colour,
        "language": child.language,
        "legal_name": file.legal_name,
        "birth": file.birth,
        "category": file.category.value,
        "guardian": file.guardian,
        "phone": file.phone,
        "active": _YES if child.active else _NO,
    }


class ConsentForm(PanelForm):
    """A guardian's answers, and how they were given."""

    visits = _choice("", {_YES: lazy("Yes"), _NO: lazy("No")})
    moods = _choice("", {_YES: lazy("Yes"), _NO: lazy("No")})
    plays = _choice("", {_YES: lazy("Yes"), _NO: lazy("No")})
    guardian = LineField(
        lazy("Who answered"), [Given(lazy("Please write who answered.")), _at_most(40)]
    )
    way = _choice(lazy("How"), WAYS)
    witness = LineField(
        lazy("Before whom"), [Given(lazy("Please write who was there.")), _at_most(40)]
    )
    signed = DayField(lazy("When"), [Given(lazy("Please choose year, month and day."))])

    def __init__(self, today: date, **known: Any) -> None:
        super().__init__(data={"way": ConsentWay.PAPER.value, "signed": today, **known})
        self._date("signed", today, 5)

    def answers(self) -> dict[Purpose, bool]:
        """Tell the yes or no for each purpose."""
        return {purpose: self[purpose.value].data == _YES for purpose in Purpose}

    def paper(self) -> ConsentPaper:
        """Tell how the answers were given."""
        return ConsentPaper(
            guardian=self.guardian.data,
            way=ConsentWay(self.way.data),
            witness=self.witness.data,
            signed=self.signed.data,
        )


def answers_known(child: Child, *, asked: bool) -> dict[str, str]:
    """Tell the answers that stand; nothing is chosen beforehand for a first asking."""
    if not asked:
        return {}
    return {purpose.value: _YES if child.allows(purpose) else _NO for purpose in Purpose}
