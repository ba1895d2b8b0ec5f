"""A year of a house, lived by real processes; the house, headquarters and what was seen agree.

AIYOU_YEAR_DAYS tries fewer of its days, AIYOU_YEAR_SEED another year.
"""

import csv
import os
import resource
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from kiosk.domain.moment import HOUSE_ZONE
from tests.browser import touch_page
from tests.end_to_end.year.calendar import FIRST, YEAR, Day, days
from tests.end_to_end.year.counselor import Counselor
from tests.end_to_end.year.life import Life
from tests.end_to_end.year.scene import Scene
from tests.end_to_end.year.village import Village, rows, village

pytestmark = [pytest.mark.long, pytest.mark.browser]

DAYS = int(os.environ.get("AIYOU_YEAR_DAYS", YEAR))
SEED = int(os.environ.get("AIYOU_YEAR_SEED", "1"))


# At both ends of the year so many days are compared.
_ENDS = 20
# Moods are kept for longer than this.
_RECENT = timedelta(days=60)


class Took(NamedTuple):
    """What a day took: seconds of the clock on the wall, and of the processor."""

    seconds: float
    processor: float


@pytest.fixture
def room() -> Iterator[Path]:
    """A directory in memory: this is about a year, and a card would make it twice as long."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as directory:
        yield Path(directory)


def test_a_year_of_a_house_equals_that_of_headquarters(room: Path, browser: Browser) -> None:
    rng, plan = Random(SEED), days(Random(SEED), DAYS)
    with village(room, datetime.combine(FIRST, time(8), HOUSE_ZONE)) as made:
        scene = Scene(made, rng, FIRST)
        life = Life(scene, Counselor(scene), lambda: touch_page(browser))
        life.counselor.set_up()
        took = [live(life, one, place / len(plan)) for place, one in enumerate(plan)]
        print("The last Tuesday", flush=True)
        life.counselor.settle(after(plan))
        print_figures(life, took)
        the_house_has_what_was_seen(life)
        headquarters_has_what_the_house_has(life)
        its_report_tells_it(life, room)
        nothing_complained(made)


def live(life: Life, plan: Day, part: float) -> Took:
    """Live a day, and tell what that took."""
    begun, spent = monotonic(), processor()
    life.live(plan)
    if not life.scene.village.waits():
        the_days_are_the_same(life.scene.village)
    took = Took(monotonic() - begun, processor() - spent)
    what = ", ".join([plan.ending, *plan.events, *(["Tuesday's road"] if plan.road else [])])
    came = len(life.scene.ledger.came[plan.day])
    print(
        f"{part:4.0%} {plan.day:%a %d %b} {came:2} children {took.seconds:5.1f} s  {what}",
        flush=True,
    )
    return took


def after(plan: Sequence[Day]) -> date:
    """Choose the first Tuesday of the month after the last day."""
    first = (plan[-1].day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first + timedelta(days=(1 - first.weekday()) % 7)


def processor() -> float:
    """Tell for how many seconds houses and commands that have ended were at work."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def print_figures(life: Life, took: Sequence[Took]) -> None:
    made, came = life.scene.village, life.scene.ledger.came
    visits = sum(len(children) for children in came.values())
    records = made.card / "house.db"
    print(
        f"{len(took)} open days, {visits} visits, {life.counselor.joined} children,"
        f" {sum(one.seconds for one in took):.0f} s"
    )
    for name, of in (("a day", "seconds"), ("of which the processor works", "processor")):
        first, last = (
            mean(getattr(one, of) for one in end) for end in (took[:_ENDS], took[-_ENDS:])
        )
        print(f"{name}: {first:.2f} s at first, {last:.2f} s at last")
    print(f"the card: {made.size()} bytes, the records {records.stat().st_size} bytes of them")
    print(f"sent: {made.road.sent} bytes")


def the_house_has_what_was_seen(life: Life) -> None:
    """Compare the panel's register and indicators, and its records, with what answers told."""
    made, ledger, year = life.scene.village, life.scene.ledger, life.counselor.year
    came = {day: number for day, number in life.counselor.register.items() if number}
    for day, children in ledger.came.items():
        assert came.get(day, 0) in ledger.headcounts(day), (day, sorted(children))
    assert came == present(made)
    kept = of_days(made, "SELECT child, day FROM visits")
    assert pairs(ledger.came) <= kept <= pairs(ledger.came) | pairs(ledger.perhaps)
    assert (year["days_open"], year["visits"]) == (len(came), len(kept))
    assert year["children"] == year["newcomers"] == len({child for child, _ in kept})
    for what in ("activities", "participations", "home_visits"):
        assert year[what] == ledger.of_year(what)
    tallies = made.ask("SELECT month, what, number FROM tallies WHERE number != 0")
    assert {(month, what): number for month, what, number in tallies} == ledger.counted
    recent = {day: who for day, who in ledger.felt.items() if day > life.scene.day - _RECENT}
    assert pairs(recent) <= of_days(made, "SELECT child, day FROM moods")


def of_days(made: Village, query: str) -> set[tuple[str, date]]:
    """Read which children are there on which days."""
    return {(str(child), date.fromisoformat(str(day))) for child, day in made.ask(query)}


def pairs(by_day: Mapping[date, set[str]]) -> set[tuple[str, date]]:
    return {(child, day) for day, children in by_day.items() for child in children}


def headquarters_has_what_the_house_has(life: Life) -> None:
    made = life.scene.village
    the_days_are_the_same(made)
    assert made.at_headquarters("verify", "--json") == ""
    assert rows(made.headquarters / "hq.db", "SELECT * FROM quarantine") == []
    assert made.ask("SELECT * FROM outbox WHERE set_aside_at IS NOT NULL") == []


def the_days_are_the_same(made: Village) -> None:
    query = "SELECT day, present, newcomers, minutes_open FROM days ORDER BY day"
    assert rows(made.headquarters / "hq.db", query) == made.ask(query)


def its_report_tells_it(life: Life, directory: Path) -> None:
    """Compare headquarters' report of the year with the panel's own page of it."""
    year, out = life.counselor.year, directory / "report.csv"
    words = ("--period", f"{FIRST:%Y}", "--format", "csv", "--language", "en")
    life.scene.village.at_headquarters("report", *words, "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        # The program's own rows of the whole period come first.
        told = {one["figure"]: one["value"] for one in reversed(list(csv.DictReader(file)))}
    same = {"open_days": "days_open", "child_days": "visits", "newcomers": "newcomers"}
    same |= {"participations": "participations", "home_visits": "home_visits"}
    assert {it: int(told[one]) for one, it in same.items()} == {
        it: year[it] for it in same.values()
    }
    hours = round(life.scene.ledger.of_year("activity_minutes") / 60, 1)
    assert float(told["activity_hours"]) == hours


def nothing_complained(made: Village) -> None:
    assert made.in_the_house("house", "verify")
    log = made.log.read_text("utf-8")
    print(log)
    assert "Traceback" not in log


def present(made: Village) -> dict[date, int]:
    """Tell how many came, of each day on which somebody did."""
    found = made.ask("SELECT day, present FROM days WHERE present > 0")
    return {date.fromisoformat(str(day)): int(str(number)) for day, number in found}
