from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.demo.furnish import MONTHS, DemoClock, furnish
from kiosk.domain.casework import Kind, due_soon, kind_of
from kiosk.domain.services import Service
from kiosk.founding import found_house
from kiosk.house import House, open_house
from kiosk.store.attendance import days, moods, talks, tallies
from kiosk.store.people import children
from kiosk.store.work import cases
from tests.cast import FOUNDER

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@contextmanager
def furnished(directory: Path) -> Iterator[House]:
    clock = DemoClock(NOW - MONTHS)
    house = open_house(HouseConfig(data=directory, argon2_memory_kib=1024), clock)
    found_house(house, FOUNDER)
    furnish(house, clock, NOW, lambda _: None)
    yield house
    house.close()


def facts(house: House) -> list[object]:
    with house.database.reading() as db:
        names = {child.id: child.nickname for child in children.everyone(db)}
        visits = db.query("SELECT child, day, at FROM visits ORDER BY seq")
        told = [(names[row["child"]], row["day"], row["at"]) for row in visits]
        written = [
            (names[id_], case.entry)
            for id_ in names
            for case in cases.of_child(db, house.vault, id_)
        ]
        return [*told, *sorted(written, key=repr)]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with furnished(tmp_path_factory.mktemp("demo") / "house") as house:
        yield house


def test_the_demo_house_looks_lived_in(house: House) -> None:
    with house.database.reading() as db:
        everyone = children.everyone(db)
        assert len(everyone) == 36
        assert len({child.picture for child in everyone}) == 36
        assert len({child.nickname for child in everyone}) == 36
        (latest, _), *earlier = days.latest_with_journeys(db)
        assert len(earlier) > 60
        assert db.table("visits").count > 1000
        assert len(moods.between(db, house.vault, latest.counts.day, latest.counts.day)) > 8
        assert db.table("plays").count > 1000


def test_it_is_closed_on_sundays_and_national_day(house: House) -> None:
    with house.database.reading() as db:
        open_days = {row["day"] for row in db.query("SELECT DISTINCT day FROM visits")}
    assert not open_days & {"2026-10-01", "2026-10-07", "2026-11-15", "2026-11-22"}
    assert "2026-11-21" in open_days


def test_some_children_are_here_now(house: House) -> None:
    with house.database.reading() as db:
        here = db.execute(
            "SELECT count(*) FROM visits WHERE day = '2026-11-24' AND left_at IS NULL"
        ).fetchone()[0]
    assert here > 3


def test_one_child_wants_to_talk_and_the_others_have_been_heard(house: House) -> None:
    with house.database.reading() as db:
        waiting = talks.waiting(db, house.vault)
        assert db.table("talks").count > 5
    assert [talk.at.date().isoformat() for talk in waiting] == ["2026-11-24"]


def test_the_counselor_has_written_down_what_she_did(house: House) -> None:
    with house.database.reading() as db:
        everyone = children.everyone(db)
        found = [case for one in everyone for case in cases.of_child(db, house.vault, one.id)]
        waiting = cases.waiting(db, house.vault)
        months = [tallies.of_month(db, month) for month in ("2026-09", "2026-10", "2026-11")]
        assert db.table("feedback").count > 300
        assert db.table("fetchings").count > 300
    kinds = Counter(kind_of(case.entry) for case in found if case.entry)
    # Nobody calls for help every month.
    assert all(kinds[kind] >= 18 for kind in Kind if kind is not Kind.CALL), kinds
    last = {case.entry.last.step for case in found if isinstance(case.entry, Service)}
    assert len(last) >= 4
    assert Counter(kind_of(one.entry) for one in waiting if one.entry)[Kind.RISK_LEVEL] == 36
    assert 3 <= len(due_soon(waiting, NOW.date())) <= 20
    assert all(month["activities"] >= 5 and month["home_visits"] for month in months)


def test_brothers_and_sisters_live_together(house: House) -> None:
    with house.database.reading() as db:
        homes = children.living_together(db, house.vault)
        files = {one: children.file_of(db, house.vault, one) for one in homes}
    sizes = Counter(homes.values())
    assert sorted(sizes.values())[-4:] == [2, 2, 2, 3]
    for one, home in homes.items():
        mates = [files[other] for other, same in homes.items() if same == home]
        assert {mate.legal_name[0] for mate in mates} == {files[one].legal_name[0]}


def test_the_same_seed_gives_the_same_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.demo.furnish.MONTHS", timedelta(days=28))
    with furnished(tmp_path / "one") as one, furnished(tmp_path / "other") as other:
        assert facts(one) == facts(other)
        assert len(facts(one)) > 300
