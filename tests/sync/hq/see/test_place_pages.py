import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.sync.hq.cast import TODAY, Office, Visit

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
    assert "Children present added up over the days 1,980 900 +1,080" in page
    assert "Home visits 15 6 +9" in page
    assert "Cash support 6 0 +6" in page
    assert "at least 5 open days 75 % 9 of 12 Period before – Target 80 % not yet" in page
    assert "How children felt told by too few houses" in page


def test_what_months_alone_tell_stands_beside_as_many_months(visit: Begin, told: Office) -> None:
    lin, period = visit(), "?period=2026-09-30..2026-11-01"
    assert "Home visits 15 6 +9" in words(lin.get(f"/places/{period}"))
    assert "Home visits 5 2 +3" in words(lin.get(f"/houses/yuexi-0001{period}"))


def test_places_inside_are_compared_and_lead_on(visit: Begin, told: Office) -> None:
    lin = visit()
    page = lin.get("/places/?period=2026-10")
    assert re.search(r"Sichuan 2 of 2 62 1,320 4 0.0 h 10 4 6 of 8", words(page))
    assert 'href="/places/sichuan?period=2026-10"' in page
    assert "Yuexi, Liangshan 1 of 1 31" in words(lin.get("/places/sichuan?period=2026-10"))
    assert "yuexi村爱佑之家 31 660" in words(lin.get("/places/yuexi?period=2026-10"))
    assert 'href="/houses/yuexi-0001?period=2026-10"' in lin.page
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
    assert "Oct 5 – Oct 9, 2026" in page
    assert "Sep 30 – Oct 4, 2026" in page
    assert "Children present added up over the days 342" in page
    assert "Children present, day by day" in page
    assert "Children present, month by month" in words(lin.get("/places/?period=2026"))
    assert "A period is written as" in lin.get("/places/?period=soon")
    assert "A period is written as" in lin.get("/places/?first=2026-10-05")


def test_a_county_without_a_house_says_so(visit: Begin, told: Office) -> None:
    page = words(visit().get("/places/taihu"))
    assert "No house here yet" in page
    assert "Houses on the list" not in page


def test_a_period_before_anything_was_told_leads_to_the_first(visit: Begin, told: Office) -> None:
    lin = visit()
    page = lin.get("/places/?period=2019-03")
    assert "The first day that was told here is 2026-09-01." in words(page)
    assert "Houses on the list" not in page
    assert 'href="?period=2026-09"' in page
    assert 'rel="prev"' not in page
    assert "Houses on the list" in lin.get("/places/?period=2026-09")


def test_days_that_are_no_period_stay_in_the_form(visit: Begin, small_office: Office) -> None:
    small_office.enrolled_house()
    page = visit().get("/places/?first=2026-11-20&last=2026-11-02")
    assert "A period ends after it begins." in page
    assert 'name="first" value="2026-11-20"' in page
    assert 'name="last" value="2026-11-02"' in page


def test_a_number_above_a_thousand_has_its_comma_wherever_it_stands(
    visit: Begin, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    more = {"children": 2021, "enrolled": 2022, "newcomers": 2023, "minutes_open": 2024}
    more |= {"activity_minutes": 2025, "participations": 2026, "home_visits": 2027}
    more |= {"services": {"cash": 2028}, "standards": {"open": (2029, 3030)}}
    small_office.send(
        house.month(1, present=3031, **more),
        house.day(2, TODAY - timedelta(days=1), 3032, newcomers=3033),
        house.day(3, TODAY, 3034, newcomers=3035),
    )
    lin, place = visit(), f"/houses/{house.house}"
    years = "?period=2026-01-01..2029-12-31"
    for page in ("/", "/places/?period=2026-10", f"/places/{years}", "/standards", place):
        assert not bare(lin.get(page)), page
    for page in (f"{place}?period=2026-10", f"{place}{years}", "/reports?period=2026-10"):
        assert not bare(lin.get(page)), page


def bare(page: str) -> list[str]:
    """List the numbers of four digits that are no year: of a date, behind a month or a quarter."""
    shown = re.sub(r"[0-9a-f]{64}|yuexi-0001|<option.*?</option>", "", page)
    known = r"\d{4}-\d\d|(?:Q[1-4]|[A-Z][a-z]{2}(?: \d\d?,)?|–) \d{4}\b"
    return re.findall(r"\d{4,}", re.sub(known, "", words(shown)))
