"""The form of a child's card and file, and how it refuses."""

from collections.abc import Collection
from datetime import date

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as lazy
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from games.languages import DEFAULT
from kiosk.counselor.fields import ChoiceField, DayField, Given, LineField, NumberField
from kiosk.counselor.forms import NO, PHONE, YES, LettersAtMost, at_most, one_of
from kiosk.counselor.picture_words import OF_CHILDREN
from kiosk.counselor.shown_form import ShownForm
from kiosk.counselor.words import COLOURS, LANGUAGES
from kiosk.domain.ages import band_of
from kiosk.domain.allowed import Allowed, is_small
from kiosk.domain.categories import Category, offered
from kiosk.domain.children import Child, ChildFile
from kiosk.domain.circles import Circle
from kiosk.domain.households import Household, Person, with_guardian


class ChildForm(ShownForm):
    """A child's card and file; `others` are the children who come: their pictures are taken."""

    nickname = LineField(
        lazy("Nickname"), [Given(lazy("Please write what the child is called.")), LettersAtMost(8)]
    )
    picture = one_of(lazy("Picture"), OF_CHILDREN)
    colour = one_of(lazy("Colour"), COLOURS)
    language = one_of(lazy("Language"), LANGUAGES)
    circle = ChoiceField(lazy("Group"))
    legal_name = LineField(
        lazy("Legal name"), [Given(lazy("Please write the legal name.")), at_most(40)]
    )
    birth = DayField(lazy("Birth date"), [Given(lazy("Please choose year, month and day."))])
    category = ChoiceField(lazy("Category"))
    guardian = LineField(lazy("Guardian"), [at_most(40)])
    phone = NumberField(lazy("Guardian's phone"), [Optional(), PHONE])
    games = one_of(
        lazy("May it play games while it is under six?"),
        {NO: lazy("Not yet"), YES: lazy("Yes, games without letters and sums")},
    )
    active = one_of(lazy("In the program"), {YES: lazy("Comes to the house"), NO: lazy("Has left")})

    def __init__(
        self,
        today: date,
        others: Collection[Child],
        categories: Collection[Category],
        circles: Collection[Circle] = (),
        household: Household | None = None,
        **known: object,
    ) -> None:
        start = {
            "circle": "",
            "colour": "sun",
            "language": DEFAULT,
            "active": YES,
            "games": NO,
        }
        self.household = household or Household()
        super().__init__(self.household.mark, {**start, **known})
        self.category.choices = [
            SelectChoice(one.id, one.name(str(get_locale())))
            for one in offered(categories, str(known.get("category", "")))
        ]
        self.circle.choices = [
            SelectChoice("", lazy("None")),
            *(SelectChoice(one.id, one.name) for one in circles),
        ]
        self.until("birth", today, 20)
        birth = known.get("birth")
        self.asks_games = not isinstance(birth, date) or is_small(birth, self.birth.today)
        self.taken = {child.picture: child for child in others}
        self._cards = {(child.picture, child.colour): child for child in others}

    def validate_colour(self, field: ChoiceField) -> None:
        """Refuse a card that looks like another child's: a child finds itself by its picture."""
        twin = self._cards.get((self.picture.data, field.data))
        if twin and self.active.data == YES:
            raise ValidationError(
                gettext(
                    "%(nickname)s has this picture in this colour already.", nickname=twin.nickname
                )
            )

    def validate_guardian(self, _field: LineField) -> None:
        """Refuse a guardian for whom there is no room."""
        if self._names_another_guardian and not self.household.takes_a_guardian:
            raise ValidationError(
                gettext("Six people live here already: please tick the guardian under Household.")
            )

    @property
    def is_as_shown(self) -> bool:
        """Tell so also where the guardian stays: nothing else of a household is written here."""
        return not self._names_another_guardian or super().is_as_shown

    @property
    def _names_another_guardian(self) -> bool:
        known = self.household.guardian or Person("")
        return bool((self.guardian.data, self.phone.data) != (known.name, known.phone))

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
            games=Allowed.WITHOUT_LETTERS if self.games.data == YES else Allowed.NONE,
            circle=self.circle.data or None,
        )

    def file(self) -> ChildFile:
        """Tell the child's sealed file; the household is the one known so far."""
        return ChildFile(
            legal_name=self.legal_name.data,
            birth=self.birth.day,
            category=self.category.data,
            household=with_guardian(self.household, self.guardian.data, self.phone.data),
        )


def known_of(child: Child, file: ChildFile | None) -> dict[str, object]:
    """Tell a child's card and file as its form shows them; a damaged file is asked for anew."""
    card: dict[str, object] = {
        "nickname": child.nickname,
        "picture": child.picture,
        "colour": child.colour,
        "language": child.language,
        "circle": child.circle or "",
        "active": YES if child.active else NO,
        "games": YES if child.games is Allowed.WITHOUT_LETTERS else NO,
    }
    if file is None:
        return card
    return {
        **card,
        "legal_name": file.legal_name,
        "birth": file.birth,
        "category": file.category,
        "guardian": file.guardian,
        "phone": file.phone,
    }
