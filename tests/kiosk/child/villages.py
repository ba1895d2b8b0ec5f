"""Houses with few children, with many and with none, and a clock that goes to any hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from games.languages import APPROVED_FIRST
from kiosk.config import HouseConfig
from kiosk.domain.ages import AgeBand
from kiosk.domain.categories import LEFT_BEHIND
from kiosk.domain.children import COLOURS, PICTURES, Child, ChildFile
from kiosk.domain.codes import THINGS, write
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.ideas import idea_for
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.house import House, open_house
from kiosk.store import settings
from kiosk.store.people import children, consents
from sync.keys import generate_sealing_key
from tests.cast import Hands, found, unlock
from tests.kiosk.child.screens import AFTERNOON, Screen
from tests.kiosk.speakers import approve_all

# As long as a card may be, in each script, are the last four.
NICKNAMES = (
    *("小竹", "阿木", "豆豆", "阿依", "虎子"),
    *("一只爱笑的小熊猫", "Bhutidee", "བཀྲ་ཤིས།", "ꀊꇁꋍꃀ"),
)
PAPER = ConsentPaper("欧阳建国", ConsentWay.PAPER, "李老师", date(2026, 11, 1))
SIX, NINE = date(2020, 3, 14), date(2017, 5, 2)


@dataclass
class Village:
    """A house with its children; the clock is moved by its hands."""

    house: House
    hands: Hands
    everyone: list[Child]

    @property
    def ids(self) -> dict[str, str]:
        """Tell whom the steps of a screen are about."""
        roles = ("small", "big")
        return {role: child.id for role, child in zip(roles, self.everyone, strict=False)}

    def speak(self, language: str) -> None:
        """Give every child a card of this language."""
        with self.house.database.transaction() as db:
            db.execute("UPDATE children SET language = ? WHERE language <> ?", [language] * 2)

    def turn_to(self, screen: Screen) -> None:
        """Set the clock to the hour of a screen, on a day whose idea is the screen's.

        Whom to call is set as the screen has it.
        """
        days = (screen.at + timedelta(days=days) for days in range(100))
        small = self.ids.get("small", "")
        self.hands.moved = timedelta()
        self.hands.at = next(
            at for at in days if screen.idea in (None, idea_for(small, _day_of(at)))
        )
        with self.house.database.transaction() as db:
            settings.set_hotlines(db, screen.hotlines, self.house.clock(), "li")


def settle(config: HouseConfig, size: int) -> Village:
    """Found a house and let so many children in."""
    hands = Hands(AFTERNOON)
    house = open_house(config, hands)
    found(house, generate_sealing_key()[1])
    unlock(house)
    for locale in APPROVED_FIRST:
        approve_all(house, locale)
    return Village(house, hands, list(_come(house, size)))


def _come(house: House, size: int) -> Iterator[Child]:
    """Let children in: the first is six, the second nine with a picture code of her own."""
    yes = dict.fromkeys(Purpose, True)
    with house.database.transaction() as db:
        for number in range(size):
            picture = PICTURES[number % len(PICTURES)]
            colour = COLOURS[number * 3 % len(COLOURS)]
            nickname = NICKNAMES[number % len(NICKNAMES)]
            card = Child("", nickname, picture, colour, AgeBand.SMALL, "zh_Hans")
            file = ChildFile("欧阳静怡", (SIX, NINE)[number % 2], LEFT_BEHIND)
            child = children.add(db, house.vault, card, file, house.clock())
            consents.decide(db, house.vault, child, yes, PAPER, house.clock())
            if number == 1:
                children.set_code(db, child, write(THINGS[:2]), "li", house.clock())
            yield children.get(db, child)


def _day_of(at: datetime) -> date:
    return at.astimezone(HOUSE_ZONE).date()
