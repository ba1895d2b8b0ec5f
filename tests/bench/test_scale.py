"""Ten years of a house beside its first month: nothing that a person waits for grows with them."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

import pytest
import requests

from kiosk.config import HouseConfig
from kiosk.counselor.views import SEALED_PAGES
from kiosk.domain.casework import FollowUp
from kiosk.domain.moment import HOUSE_ZONE, Moment
from kiosk.house import House, open_house
from kiosk.store.attendance import visits
from kiosk.store.people import children
from kiosk.store.work import cases
from sync.keys import generate_sealing_key
from tests.bench import decade
from tests.bench.figures import Figures
from tests.cast import PASSPHRASE, Hands, enrol, found, unlock
from tests.processes import Server, free_port, kiosk, wait_for

ROUNDS, VISITS, STARTS, YEARS = 50, 150, 9, 10
PAGE_ROUNDS, MORE_ROUNDS = 100, 300
# Seconds until a house that has just started has backed itself up.
FIRST_BACKUP = 180.0
# This house keeps its visits for ever; the usual one would have let go of seven years of them.
SETTINGS = {
    "AIYOU_CLOSES": "23:59",
    "AIYOU_LOCK_SECONDS": "3600",
    "AIYOU_KEEP_VISITS_DAYS": "4000",
}

# Ten years are written and asked for in about a minute: `make bench` does, `make test` does not.
pytestmark = [pytest.mark.bench, pytest.mark.long]


@dataclass(frozen=True)
class Age:
    """A house of some age: where it is, who comes to it today, and how many visits it holds."""

    data: Path
    absent: list[str]
    visits: int
    ids: dict[str, str]

    @property
    def file(self) -> Path:
        return self.data / "house.db"


@dataclass
class Screen:
    """A house's pages, and a counselor and a child in front of them."""

    age: Age
    address: str
    process: Server
    session: requests.Session = field(default_factory=requests.Session)
    token: str = ""

    def unlock(self) -> None:
        page = self.session.get(f"{self.address}/counselor/unlock").text
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found
        self.token = found[1]
        self.post("/counselor/unlock", passphrase=PASSPHRASE)
        assert "孩子" in self.get("/counselor/")

    def get(self, path: str) -> str:
        answer = self.session.get(self.address + path)
        assert (answer.status_code, answer.history) == (200, []), path
        return answer.text

    def post(self, path: str, **form: str) -> None:
        form["csrf_token"] = self.token
        answer = self.session.post(self.address + path, data=form, allow_redirects=False)
        assert answer.status_code in (302, 303), (path, answer.status_code)

    def written(self) -> int:
        """Tell the bytes that the kiosk has written to the card so far."""
        io = Path(f"/proc/{self.process.pid}/io").read_text()
        return int(re.search(r"^write_bytes: (\d+)", io, re.MULTILINE)[1])


def make(data: Path, span: timedelta) -> Age:
    house = open_house(HouseConfig(data=data, argon2_memory_kib=1024), Hands())
    found(house, generate_sealing_key()[1])
    unlock(house)
    enrol(house)
    now = datetime.now(HOUSE_ZONE) - timedelta(minutes=5)
    count = decade.live_for(house, span, now)
    with house.database.reading() as db:
        inside = {visit.child for visit in visits.here(db, Moment(now, decade.CLOCK, decade.BOOT))}
        absent = [child.id for child in children.coming(db) if child.id not in inside]
    ids = _places(house, absent[0], now)
    house.close()
    return Age(data, absent, count, ids)


def _places(house: House, child: str, now: datetime) -> dict[str, str]:
    """Tell what stands for a visit, a record and the like in the addresses."""
    due = FollowUp("给奶奶打电话", now.date())
    with house.database.transaction() as db:
        (seq,) = db.execute("SELECT max(seq) FROM visits WHERE child = ?", [child]).fetchone()
        case = cases.add(db, house.vault, child, due, house.clock())
        # This month may have none yet.
        latest = "SELECT id FROM activities ORDER BY month DESC, rowid DESC"
        (activity,) = db.execute(latest).fetchone()
    return {
        "<int:seq>": str(seq),
        "<day>": (now.date() - decade.DAY).isoformat(),
        "<kind>": "note",
        "<case_id>": case,
        "<activity_id>": activity,
        "<category_id>": "left_behind",
        "<locale>": "bo",
        "<name>": "new_child",
    }


@pytest.fixture(scope="module")
def ages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Age, Age]:
    """A house with a month behind it, and one with ten years."""
    there = tmp_path_factory.mktemp("ages")
    return make(there / "month", decade.MONTH), make(there / "decade", YEARS * decade.YEAR)


@pytest.fixture
def screens(ages: tuple[Age, Age]) -> Iterator[tuple[Screen, ...]]:
    with ExitStack() as stack:
        shown = []
        for age in ages:
            port = free_port()
            process = stack.enter_context(kiosk(age.data, port, **SETTINGS))
            shown.append(Screen(age, f"http://127.0.0.1:{port}", process))
            shown[-1].unlock()
        yield tuple(shown)


Act = Callable[[Screen, int], object]


def someone(screen: Screen, number: int) -> str:
    return screen.age.absent[number % len(screen.age.absent)]


def come(screen: Screen, number: int) -> None:
    screen.post("/who", child=someone(screen, number))


def go_home(screen: Screen, number: int) -> None:
    screen.post("/home")
    screen.post("/fetch", by="mother")


def feel(screen: Screen, _: int) -> None:
    screen.post("/feel", face="middle")


def this_month(screen: Screen, _: int) -> None:
    screen.get(f"/counselor/register/{datetime.now(HOUSE_ZONE):%Y-%m}")


TOUCHES: dict[str, Act] = {
    "today's page": lambda screen, _: screen.get("/counselor/"),
    "a child's page": lambda screen, n: screen.get(f"/counselor/children/{someone(screen, n)}"),
    "the month's register": this_month,
    "arrivals": lambda screen, _: screen.get("/counselor/arrivals"),
    "who is here": lambda screen, _: screen.get("/who"),
    "check-in": come,
    "a mood": feel,
    "going home": go_home,
}


def times_as_long(young: Sequence[float], old: Sequence[float]) -> float:
    return median(old) / median(young)


def test_ten_years_cost_what_one_month_costs(
    screens: tuple[Screen, Screen], figures: Figures
) -> None:
    times = {name: ([], []) for name in TOUCHES}
    before = [screen.written() for screen in screens]
    for number in range(ROUNDS):
        for name, touch in TOUCHES.items():
            for screen, taken in zip(screens, times[name], strict=True):
                began = time.perf_counter()
                touch(screen, number)
                taken.append((time.perf_counter() - began) * 1000)
    for name, (young, old) in times.items():
        print(f"\n{name:22}{median(young):8.2f} ms{median(old):8.2f} ms with ten years", end="")
    assert all(screen.written() > start for screen, start in zip(screens, before, strict=True))
    slowest = max(times, key=lambda name: times_as_long(*times[name]))
    figures.tell("ten years, slowest touch", *reversed(times[slowest]), note=slowest)
    figures.hold()


def pages(screen: Screen) -> Iterator[str]:
    """List every page of the panel that shows something, for whoever comes today."""
    month = f"{datetime.now(HOUSE_ZONE):%Y-%m}"
    known = {"<child_id>": screen.age.absent[0], "<month>": month, **screen.age.ids}
    for rule, methods, _ in SEALED_PAGES:
        path = f"/counselor{rule}"
        for name, value in known.items():
            path = path.replace(name, value)
        if "GET" in methods and "<" not in path:
            answer = screen.session.get(screen.address + path)
            if answer.status_code == 200 and not answer.history:
                yield path


@dataclass
class Timed:
    """One page of both houses, the young one first, and how long each took, in milliseconds."""

    paths: tuple[str, str]
    taken: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))

    def ask(self, screens: tuple[Screen, Screen]) -> None:
        for screen, path, taken in zip(screens, self.paths, self.taken, strict=True):
            began = time.perf_counter()
            screen.get(path)
            taken.append((time.perf_counter() - began) * 1000)

    @property
    def p99(self) -> tuple[float, float]:
        young, old = (quantiles(taken, n=100, method="inclusive")[98] for taken in self.taken)
        return young, old

    @property
    def ratio(self) -> float:
        young, old = self.p99
        return old / young


def test_every_page_of_the_panel_takes_no_longer_after_ten_years(
    screens: tuple[Screen, Screen], figures: Figures
) -> None:
    """A p99 of a hundred is the second slowest: pages that seem slow are asked for some more."""
    for screen in screens:
        # A house that has just started looks at all of its records, and backs them up, once.
        backups = screen.age.data / "backups"
        wait_for("the first backup", FIRST_BACKUP, lambda there=backups: [*there.glob("*.aiyou")])
    timed = [Timed(paths) for paths in zip(*map(pages, screens), strict=True)]
    for _ in range(PAGE_ROUNDS):
        for one in timed:
            one.ask(screens)
    row = "ten years, slowest page of the panel, p99"
    slow = [one for one in timed if one.ratio > figures.rows[row].times]
    for _ in range(MORE_ROUNDS):
        for one in slow:
            one.ask(screens)
    print()
    for one in sorted(timed, key=lambda one: one.ratio):
        young, old = one.p99
        times = f"{len(one.taken[0]):4} times {young:8.2f} ms {old:8.2f} ms {one.ratio:6.2f}"
        print(f"{one.paths[0]:60.60}{times}")
    slowest = max(timed, key=lambda one: one.ratio)
    figures.tell(row, *reversed(slowest.p99), note=slowest.paths[0])
    figures.hold()


def test_what_a_visit_writes_to_the_card(screens: tuple[Screen, Screen], figures: Figures) -> None:
    wholes = []
    for screen, name in zip(screens, ("a month", "ten years"), strict=True):
        touches: dict[str, list[int]] = {"check-in": [], "a mood": [], "going home": []}
        begun = screen.written()
        for number in range(VISITS):
            for touch, written in touches.items():
                before = screen.written()
                TOUCHES[touch](screen, number)
                written.append(screen.written() - before)
        each = ", ".join(f"{touch} {median(sizes) / 1024:.0f}" for touch, sizes in touches.items())
        wholes.append((screen.written() - begun) / VISITS / 1024)
        print(f"\nwith {name}: KiB written for a {each}", end="")
    figures.tell("written for one visit", max(wholes), note="carried over")
    figures.hold()


def test_the_years_fit_on_a_card(ages: tuple[Age, Age], figures: Figures) -> None:
    young, old = (age.file.stat().st_size / 1e6 for age in ages)
    figures.tell("a year on the card", (old - young) / YEARS, note=f"{ages[1].visits:,} visits")
    figures.hold()


def test_ten_years_start_as_quickly_as_one_month(ages: tuple[Age, Age], figures: Figures) -> None:
    times = ([], [])
    for _ in range(STARTS):
        for age, taken in zip(ages, times, strict=True):
            began = time.perf_counter()
            with kiosk(age.data, free_port(), **SETTINGS):
                taken.append(time.perf_counter() - began)
    figures.tell("ten years, start", *reversed(times))
    figures.hold()
