"""The children of the house: what the screen needs, and what only the counselor may see."""

from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.ages import AgeBand
from kiosk.domain.allowed import Allowed
from kiosk.domain.consent import Purpose
from kiosk.domain.households import Household, Person

COLOURS = ("sun", "leaf", "sky", "berry", "plum")

# OpenMoji code points: animals and things a village child knows, easy to tell apart.
PICTURES = (
    "1F43C", "1F407", "1F413", "1F408", "1F415", "1F404", "1F40E", "1F416", "1F411",
    "1F410", "1F986", "1F412", "1F405", "1F418", "1F98B", "1F41D", "1F41E", "1F41F",
    "1F422", "1F427", "1F989", "1F43F", "1F994", "1F98C", "1F33B", "1F33D", "1F347",
    "1F34E", "1F351", "1F345", "1F336", "1F344", "1F308", "2B50", "1F319", "26F5",
    "1F682", "1F388", "1F3EE", "1F941",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Child:
    """The open tier of a child: enough for a picture card, too little for a thief."""

    id: str
    nickname: str
    picture: str
    colour: str
    band: AgeBand
    language: str
    keeps: frozenset[Purpose] = field(default_factory=frozenset)
    active: bool = True
    code: str = ""
    games: Allowed = Allowed.ALL
    circle: str | None = None

    def allows(self, purpose: Purpose) -> bool:
        """Tell whether a guardian has agreed that this may be kept."""
        return purpose in self.keeps


@dataclass(frozen=True, slots=True)
class ChildFile:
    """The sealed tier of a child; `category` is the id of one of the house's categories."""

    legal_name: str
    birth: date
    category: str
    household: Household = field(default_factory=Household)

    @property
    def guardian(self) -> str:
        """Tell the first guardian's name; empty while nobody is known."""
        return self._guardian.name

    @property
    def phone(self) -> str:
        """Tell the first guardian's phone; empty while it is not known."""
        return self._guardian.phone

    @property
    def _guardian(self) -> Person:
        return self.household.guardian or Person("")
