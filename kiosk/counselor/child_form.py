"""The form of a child's card and file, and how it refuses."""

from collections.abc import Collection
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms.validators import Optional, ValidationError

from kiosk.counselor.fields import ChoiceField, DayField, Given, LineField
from kiosk.counselor.forms import NO, PHONE, YES, PanelForm, at_most, one_of
from kiosk.counselor.words import CATEGORIES, COLOURS, LANGUAGES
from kiosk.domain.ages import band_of
from kiosk.domain.children import PICTURES, Category, Child, ChildFile


class ChildForm(PanelForm):
    """A child's card and file; `others` are the children whose pictures are taken."""

    nickname = LineField(
        lazy("Nickname"), [Given(lazy("Please write what the child is called.")), at_most(8)]
    )
    picture = ChoiceField(lazy("Picture"), choices=PICTURES)
    colour = one_of(lazy("Colour"), COLOURS)
    language = one_of(lazy("Language"), LANGUAGES)
    legal_name = LineField(
        lazy("Legal name"), [Given(lazy("Please write the legal name.")), at_most(40)]
    )
    birth = DayField(lazy("Birth date"), [Given(lazy("Please choose year, month and day."))])
    category = one_of(lazy("Category"), CATEGORIES)
    guardian = LineField(lazy("Guardian"), [at_most(40)])
    phone = LineField(lazy("Guardian's phone"), [Optional(), PHONE])
    active = one_of(lazy("In the program"), {YES: lazy("Comes to the house"), NO: lazy("Has left")})

    def __init__(self, today: date, others: Collection[Child], **known: object) -> None:
        start = {"colour": "sun", "language": "zh_Hans", "active": YES}
        super().__init__(data={**start, **known})
        self.until("birth", today, 20)
        self.taken = {child.picture: child for child in others if child.active}
        self._cards = {(child.picture, child.colour): child for child in others if child.active}

    def validate_colour(self, field: ChoiceField) -> None:
        """Refuse a card that looks like another child's: a child finds itself by its picture."""
        twin = self._cards.get((self.picture.data, field.data))
        if twin and self.active.data == YES:
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
            band=band_of(self.birth.day, self.birth.today),
            language=self.language.data,
            active=self.active.data == YES,
        )

    def file(self) -> ChildFile:
        """Tell the child's sealed file."""
        return ChildFile(
            legal_name=self.legal_name.data,
            birth=self.birth.day,
            category=Category(self.category.data),
            guardian=self.guardian.data,
            phone=self.phone.data,
        )


def known_of(child: Child, file: ChildFile | None) -> dict[str, object]:
    """Tell a child's card and file as its form shows them; a damaged file is asked for anew."""
    card: dict[str, object] = {
        "nickname": child.nickname,
        "picture": child.picture,
        "colour": child.colour,
        "language": child.language,
        "active": YES if child.active else NO,
    }
    if file is None:
        return card
    return {
        **card,
        "legal_name": file.legal_name,
        "birth": file.birth,
        "category": file.category.value,
        "guardian": file.guardian,
        "phone": file.phone,
    }
