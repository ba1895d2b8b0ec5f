"""One run: a seed, a house, mischief, and then all comes to rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from sync import inbox
from sync.batch import MOST
from tests.faults.wire.acts import ACTS, close_all, close_months
from tests.faults.wire.checks import AT_HEADQUARTERS, at_home, differences
from tests.faults.wire.house import HouseEnd
from tests.faults.wire.killing import Blow
from tests.faults.wire.mischief import MISCHIEF, PAUSE, swap_with_another
from tests.faults.wire.office import Office
from tests.faults.wire.proxy import Road, pass_on

# A house that drains needs a few: what waits, what came down, and what it says to that.
MOST_STEPS = 12
PATIENCE = 10.0
LITTLE_PATIENCE = 3 * PAUSE

T = TypeVar("T")


@dataclass
class Run:
    """One house with its road to a headquarters, and the story so far."""

    seed: int
    end: HouseEnd
    road: Road
    office: Office
    story: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)

    def live(self) -> list[str]:
        """Let things happen and come to rest; tell what is not as it should be then."""
        self.begin()
        for _ in range(self.rng.randint(2, 5)):
            self._round()
        self.come_to_rest()
        found = differences(self.end, self.office)
        self._say_it_again()
        after = differences(self.end, self.office, AT_HEADQUARTERS)
        return [*found, *(f"{one}, after a replay" for one in after)]

    def begin(self) -> None:
        """Let the house and headquarters get to know each other."""
        self.end.enrol(self.office.new_house()[1])
        self.road.settle()

    def _round(self) -> None:
        """Let people act and programs step, while something goes wrong at either end or between."""
        self.end.wait_for(LITTLE_PATIENCE)
        self.end.most = self.rng.choice((MOST, MOST, 2))
        self.end.blow = self._blow()
        for _ in range(self.rng.randint(0, 4)):
            act = choose(self.rng, ACTS)
            self._tell(act.__name__, self.end.act(act, self.rng))
        if self.rng.random() < 0.3:
            self.office.write_to(self.end.name, self.rng)
        if self.rng.random() < 0.2:
            self.office.answer_all()
        self._step()

    def _step(self) -> None:
        two = self.rng.random() < 0.1
        mischief = swap_with_another if two else choose(self.rng, MISCHIEF)
        self.road.lets(mischief, self.rng.randrange(2**32))
        self.office.meets(self.rng)
        self._tell(mischief.__name__, self.office.fate)
        self.road.met[mischief.__name__] += 1
        self.end.steps(2 if two else 1)
        self.road.settle()
        self.office.recover()

    def _blow(self) -> Blow:
        chance = self.rng.random()
        if chance < 0.15:
            return Blow(instructions=int(10 ** self.rng.uniform(1, 4)))
        return Blow(is_full=chance < 0.25)

    def come_to_rest(self) -> None:
        """Let nothing go wrong any more."""
        self.road.lets(pass_on)
        self.end.wait_for(PATIENCE)
        self.end.blow, self.end.most = Blow(), MOST
        self.end.act(close_all, self.rng)
        self.end.act(close_months, self.rng)
        self._drain()
        self.office.answer_all()
        with self.end.house.database.transaction() as db:
            inbox.ask(db, int(self.end.hands().at.timestamp()))
        self._drain()

    def _drain(self) -> None:
        for _ in range(MOST_STEPS):
            if not at_home(self.end, "SELECT 1 FROM outbox WHERE acknowledged_at IS NULL"):
                return
            self.end.steps()
            self.road.settle()

    def _say_it_again(self) -> None:
        """Send headquarters some of what ever went along, as anybody may who listened."""
        heard = self.road.requests
        for request in [*self.road.held, *self.rng.sample(heard, min(1, len(heard)))]:
            self.road.bring_again(request)

    def _tell(self, *what: object) -> None:
        self.story.append(" ".join(map(str, what)))


def choose(rng: Random, chances: Sequence[tuple[int, T]]) -> T:
    """Choose one, each by its own chances."""
    weights, ones = zip(*chances, strict=True)
    return rng.choices(ones, weights)[0]
