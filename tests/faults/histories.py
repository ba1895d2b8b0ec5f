"""A village with a clock that lies: what truly happened, beside what the house made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from hardware.clock import Reading
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.moment import HOUSE_ZONE, ClockState, from_ms, to_ms
from kiosk.domain.moods import Face
from kiosk.store.attendance import moods, plays, talks, visits
from kiosk.store.attendance.plays import Answered
from kiosk.store.database import Database
from kiosk.store.keys.vault import Vault
from kiosk.timekeeper import Timekeeper

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000

# A machine's word is right to two seconds; a counselor's to the minute that she chose.
ACCURACY = {
    Source.CHIP: 2 * SECOND,
    Source.COUNSELOR: MINUTE,
    Source.HEADQUARTERS: 2 * SECOND,
    Source.NETWORK: 2 * SECOND,
}


def local(year: int, month: int, day: int, hour: int = 0) -> int:
    return to_ms(datetime(year, month, day, hour, tzinfo=HOUSE_ZONE))


@dataclass
class Stay:
    """What truly happened between a child's coming and its going."""

    child: str
    came: int
    boot: str
    left: int | None = None
    left_boot: str | None = None


@dataclass
class Tap:
    """A child truly showed itself, and the house answered with the number of a visit."""

    child: str
    at: int
    boot: str
    seq: int


@dataclass
class Machine:
    """The machine's clocks, as wrong as the test wants them; `now` is the truth."""

    now: int
    started: int = 0
    ahead: int = 0
    stopped: int | None = None
    synchronised: bool = False
    from_chip: bool = False

    def read(self) -> Reading:
        wall = self.stopped if self.stopped is not None else self.now + self.ahead
        steady = (self.now - self.started) / 1000
        return Reading(from_ms(max(wall, 0)), steady, self.synchronised, self.from_chip)


@dataclass
class History:
    """Lives some days at random through the real timekeeper and the real records."""

    rng: Random
    database: Database
    vault: Vault
    children: list[str]
    machine: Machine
    boot: str = ""
    boots: int = 0
    stays: dict[int, Stay] = field(default_factory=dict)
    taps: list[Tap] = field(default_factory=list)
    wishes: dict[str, list[int]] = field(default_factory=dict)
    honest: dict[str, bool] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    sessions: set[str] = field(default_factory=set)
    adopted: int = 0

    def start_machine(self) -> None:
        """Switch the machine on, with a clock that is right, wrong, stopped or chosen by a chip."""
        self.boots += 1
        self.boot = f"boot {self.boots:03d}"
        machine, rng = self.machine, self.rng
        machine.started = machine.now
        machine.now += rng.randrange(15, 90) * SECOND
        machine.synchronised = machine.from_chip = False
        machine.stopped, machine.ahead = None, 0
        kind = rng.choice(("1970", "1970", "right", "behind", "ahead", "future", "stopped"))
        if kind == "1970":
            machine.ahead = -machine.started
        elif kind == "behind":
            machine.ahead = -rng.choice((rng.randrange(5 * MINUTE), rng.randrange(40 * DAY)))
        elif kind == "ahead":
            machine.ahead = rng.choice((rng.randrange(5 * MINUTE), rng.randrange(40 * DAY)))
        elif kind == "future":
            machine.ahead = rng.choice((rng.randrange(400 * DAY), rng.randrange(90 * 365 * DAY)))
        elif kind == "stopped":
            machine.stopped = machine.now + rng.randrange(-90 * DAY, 90 * DAY)
        if rng.random() < 0.2:
            machine.from_chip = True
        elif kind == "right" and rng.random() < 0.2:
            machine.synchronised = True
        self.honest[self.boot] = kind == "right"
        self.start_service()

    def start_service(self) -> None:
        """Start the service: whoever stood at the screen is forgotten, what was known is not."""
        before = self.lines()
        self.keeper = Timekeeper(self.database, self.machine.read, self.boot)
        self.adopted += self.lines() - before
        self.sessions.clear()

    def lines(self) -> int:
        with self.database.reading() as db:
            query = "SELECT count(*) FROM audit WHERE action = 'set the clock'"
            return int(db.execute(query).fetchone()[0])

    def tap(self, child: str) -> None:
        with self.database.transaction() as db:
            visit = visits.check_in(db, child, self.keeper())
        assert visit
        now, machine = self.machine.now, self.machine
        self.stays.setdefault(visit.seq, Stay(child, now, self.boot))
        self.taps.append(Tap(child, now, self.boot, visit.seq))
        self.inside[child] = visit.seq
        self.sessions.add(child)
        machine.now += self.rng.randrange(2, 30) * SECOND

    def go_home(self, child: str) -> None:
        """Go home; after a restart the screen has to be told again who stands there."""
        if child not in self.sessions:
            self.tap(child)
        with self.database.transaction() as db:
            visit = visits.leave(db, child, self.keeper())
        if visit is None:
            assert self.was_misdated(child), "a child that is here can say goodbye"
            return
        stay = self.stays[visit.seq]
        assert stay.child == child and stay.left is None
        stay.left, stay.left_boot = self.machine.now, self.boot
        del self.inside[child]
        self.sessions.discard(child)

    def was_misdated(self, child: str) -> bool:
        """Tell whether a wrong day was set for certain since the child came, in another boot.

        Then its goodbye has no visit to go to: the child counts as one who never said it.
        """
        came_in = self.stays[self.inside[child]].boot
        is_certain = self.keeper.source.clock is ClockState.TRUSTED
        return is_certain and not self.honest[self.boot] and came_in != self.boot

    def feel(self, child: str) -> None:
        with self.database.transaction() as db:
            assert moods.keep(db, self.vault, child, Face.LOW, self.keeper())

    def play(self, child: str) -> None:
        with self.database.transaction() as db:
            answered = Answered("pairs", 1, right=True, ms=900)
            assert plays.keep(db, child, "team_pairs", answered, self.keeper())

    def wish(self, child: str) -> None:
        with self.database.transaction() as db:
            talks.ask(db, self.vault, child, self.keeper())
        self.wishes.setdefault(self.boot, []).append(self.machine.now)

    def say(self, source: Source, at: int, *, honest: bool = True) -> Verdict:
        """Let somebody say what time it is; what was adopted from then on is right or not."""
        verdict = self.keeper.consider(source, from_ms(at), "li")
        if verdict is Verdict.BETTER:
            self.honest[self.boot] = honest
            self.adopted += 1
        return verdict

    def network(self) -> None:
        """Let a time daemon set the wall clock right, and the caretaker find out."""
        machine, before = self.machine, self.lines()
        machine.ahead, machine.stopped, machine.synchronised = 0, None, True
        self.keeper.look()
        self.adopted += self.lines() - before
        self.honest[self.boot] = True
        assert self.keeper.source is Source.NETWORK

    def headquarters(self) -> None:
        before = self.lines()
        self.keeper.told_by_headquarters(self.machine.now // SECOND)
        if self.lines() > before:
            self.honest[self.boot] = True
            self.adopted += 1
        assert self.keeper.source.rank >= Source.HEADQUARTERS.rank

    def counselor(self, *, right: bool) -> None:
        wrong = self.rng.choice((-2, -1, 1, 3, 300)) * DAY
        said = self.machine.now + self.rng.randrange(-40 * SECOND, 40 * SECOND)
        self.say(Source.COUNSELOR, said if right else said + wrong, honest=right)

    def jump(self) -> None:
        """Let the wall clock jump while nobody keeps it right."""
        if not self.machine.synchronised:
            self.machine.ahead += self.rng.randrange(-900 * DAY, 900 * DAY)
            self.keeper.look()

    def one_thing(self) -> None:
        """Let one thing happen, then some time pass."""
        rng, child = self.rng, self.rng.choice(self.children)
        kind = rng.choices(
            ("tap", "home", "feel", "play", "wish", "restart", "jump", "look", "cut",
             "network", "headquarters", "counselor", "mistake"),
            (30, 12, 4, 4, 3, 3, 3, 2, 6, 3, 3, 4, 2),
        )[0]  # fmt: skip
        if kind in ("feel", "play") or (kind == "home" and child in self.inside):
            {"feel": self.feel, "play": self.play, "home": self.go_home}[kind](child)
        elif kind in ("tap", "wish"):
            {"tap": self.tap, "wish": self.wish}[kind](child)
        elif kind == "cut":
            self.machine.now += rng.randrange(5, 40 * 60) * SECOND
            self.start_machine()
        elif kind in ("counselor", "mistake"):
            self.counselor(right=kind == "counselor")
        elif kind != "home":
            {"restart": self.start_service, "jump": self.jump, "look": self.keeper_looks,
             "network": self.network, "headquarters": self.headquarters}[kind]()  # fmt: skip
        self.machine.now += rng.choice((rng.randrange(MINUTE), rng.randrange(3 * HOUR)))

    def keeper_looks(self) -> None:
        self.keeper.look()

    def live_a_day(self, look_in: "Callable[[History], None]") -> None:
        """Live from morning to evening; at night the machine is off, or goes on.

        look_in: called whenever something became known, and in the evening.
        """
        machine, rng = self.machine, self.rng
        if self.boot:
            machine.now = (machine.now // DAY + rng.choice((1, 1, 1, 3))) * DAY
        evening = machine.now // DAY * DAY + 11 * HOUR
        machine.now += rng.randrange(90 * MINUTE)
        self.inside.clear()
        if not self.boot or rng.random() < 0.7:
            self.start_machine()
        while machine.now < evening:
            before = self.adopted
            self.one_thing()
            if self.adopted > before:
                look_in(self)
        look_in(self)
