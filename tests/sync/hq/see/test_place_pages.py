import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from sync.hq.register import houses
from sync.hq.see import place_pages
from sync.hq.told.period import Period
from tests.sync.hq.cast import MONTH, PASSWORD, Office, Visit

Begin = Callable[..., Visit]


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page[page.index("<main") :]).split())


@pytest.fixture
def told(small_office: Office) -> Office:
    """Two houses of one province and one of another, which told October."""
    for county in ("yuexi", "litang", "yudu"):
        house = small_office.enrolled_house(county, f"{county}村爱佑之家")
        more = {"services": {"cash": 2}, "standards": {"open": (3, 4)}, "home_visits": 5}
        small_office.send(
            house.month(1, **more),
            house.month(2, date(2026, 9, 1), present=10, home_visits=2),
            house.day(3, date(2026, 10, 9), present=30, health={"disk_free_mb": 9}),
        )
    return small_office


def test_a_period_stands_beside_the_one_before(visit: Begin, told: Office) -> None:
    page = words(visit().get("/places/?period=2026-10"))
    assert "The whole program Oct 2026" in page
    assert "Houses that reported 3 3 0" in page
    assert "Children present added up over the days 1980 900 +1080" in page
    assert "Home visits 15 6 +9" in page
    assert "Cash support 6 0 +6" in page
    assert "Weeks with at least 5 open days 9 of 12 –" in page
    assert "How children felt told by too few houses" in page


def test_places_inside_are_compared_and_lead_on(visit: Begin, told: Office) -> None:
    lin = visit()
    page = lin.get("/places/?period=2026-10")
    assert re.search(r"Sichuan 2 of 2 62 1320 4 0.0 h 10 4 6 of 8", words(page))
    assert 'href="/places/sichuan?period=2026-10"' in page
    assert "Yuexi, Liangshan 1 of 1 31" in words(lin.get("/places/sichuan?period=2026-10"))
    assert "yuexi村爱佑之家 31 660" in words(lin.get("/places/yuexi?period=2026-10"))
    house = words(lin.get("/places/yuexi-0001?period=2026-10"))
    assert "Days open 31 30 +1" in house
    assert "Houses that reported" not in house
    lin.get("/places/nowhere", 404)


def test_machines_in_need_are_named(visit: Begin, told: Office) -> None:
    page = words(visit().get("/places/jiangxi"))
    assert re.search(r"Machines that need somebody .* yudu村爱佑之家 Yudu, Ganzhou 0.0 GB", page)


def test_a_supervisor_sees_the_own_county_and_its_houses(visit: Begin, told: Office) -> None:
    wang = visit("wang", "supervisor", "yudu")
    assert "Yudu, Ganzhou" in words(wang.get("/places/"))
    assert "yudu村" in wang.get("/places/yudu")
    wang.get("/places/yudu-0001")
    for closed in ("sichuan", "jiangxi", "yuexi", "yuexi-0001"):
        wang.get(f"/places/{closed}", 404)


def test_any_days_may_be_asked_for(visit: Begin, told: Office) -> None:
    lin = visit()
    page = words(lin.get("/places/?first=2026-10-05&last=2026-10-09"))
    assert "Oct 5, 2026 – Oct 9, 2026" in page
    assert "Sep 30, 2026 – Oct 4, 2026" in page
    assert "Children present added up over the days 342" in page
    assert "Children present, day by day" in page
    assert "Children present, month by month" in words(lin.get("/places/?period=2026"))
    assert "A period is written as" in lin.get("/places/?period=soon")
    assert "A period is written as" in lin.get("/places/?first=2026-10-05")


def test_a_period_that_is_not_over_is_compared_with_as_many_days() -> None:
    month = Period.month(MONTH)
    shown, before = place_pages.compared(month, date(2026, 10, 9))
    assert (str(shown), str(before)) == ("2026-10-01..2026-10-09", "2026-09-01..2026-09-09")
    assert place_pages.compared(month, date(2026, 11, 9)) == (month, month.before())


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """Note every statement that the database is asked."""
    asked: list[str] = []
    engine = office.hq.database._engine

    def note(_c: object, _u: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def add(office: Office, numbers: range) -> None:
    for number in numbers:
        county = ("yuexi", "litang", "yudu")[number % 3]
        house = office.enrolled_house(county, f"{number}村爱佑之家")
        office.send(house.day(1), house.month(2, services={"cash": 1}))


def test_pages_ask_as_often_for_sixty_houses_as_for_three(office: Office) -> None:
    lin = Visit(office.app.test_client())
    lin.get("/sign-in?language=en")
    lin.post("/sign-in", name="lin", password=PASSWORD)
    paths = ["/", "/?place=sichuan&name=村", "/houses/yuexi-0001"]
    paths += [f"/places/{code}?period=2026" for code in ("", "sichuan", "yuexi", "yuexi-0001")]
    add(office, range(3))
    few = {}
    for path in paths * 2:
        with counted(office) as asked:
            lin.get(path)
        few[path] = len(asked)
    add(office, range(3, 60))
    lin.get("/")
    for path in paths:
        with counted(office) as asked:
            lin.get(path)
        assert len(asked) == few[path], path
    assert max(few.values()) <= 25
    with office.hq.database.reading() as connection:
        assert len(houses.everyone(connection)) == 60
