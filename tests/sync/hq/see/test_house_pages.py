import re
from collections.abc import Callable
from datetime import date, timedelta

from sync.hq.receive import aside
from sync.month_summary import Answers
from tests.sync.hq.cast import MONTH, TODAY, Office, SpeakingHouse, Visit
from tests.sync.hq.see.test_place_pages import words

Begin = Callable[..., Visit]


def test_one_house_shows_its_days_as_bars_and_as_a_table(
    visit: Begin, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    health = {"disk_free_mb": 700, "temperature_c": 51}
    small_office.send(
        house.day(1, TODAY - timedelta(days=1), 18, clock="estimated"),
        house.day(2, present=21, health=health),
    )
    page = visit().get(f"/houses/{house.house}")
    for said in ("Nov 24", "Tue", "6.5 h", "estimated", "0.7 GB free", "51 °C"):
        assert said in page
    assert "<title>Nov 24: 21</title>" in page
    assert re.search(r'figure worry">.*?0.7 GB', page, re.DOTALL)


def test_a_house_was_open_where_a_child_came_though_it_stayed_for_no_minute(
    visit: Begin, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    empty, brief = (
        house.day(1, TODAY - timedelta(days=1), 0, minutes_open=0),
        house.day(2, present=1, minutes_open=0),
    )
    small_office.send(empty, brief)
    page = visit().get(f"/houses/{house.house}")
    days = page.split('<table class="days"')[1].split("</table>")[0]
    assert days.count("closed") == 1
    assert "0.0 h" in days


def test_earlier_weeks_are_one_step_away(visit: Begin, small_office: Office) -> None:
    house = small_office.enrolled_house()
    small_office.send(house.day(1), house.day(2, TODAY - timedelta(days=40), 33))
    lin = visit()
    page = lin.get(f"/houses/{house.house}")
    assert "Oct 15" not in page
    earlier = re.search(r'href="(\?period=[\d.-]+)" rel="prev"', page)
    page = lin.get(f"/houses/{house.house}{earlier and earlier.group(1)}")
    assert "Oct 15" in page
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page
    assert "A period is written as" in lin.get(f"/houses/{house.house}?period=tomorrow")


def test_what_was_set_aside_is_shown_with_its_reason(visit: Begin, small_office: Office) -> None:
    house = small_office.enrolled_house()
    small_office.send(house.day(1), b"rubbish")
    small_office.send(house.day(1, present=9))
    assert "already used for other bytes" in visit().get(f"/houses/{house.house}")
    chinese = visit(language="zh_Hans").get(f"/houses/{house.house}")
    assert "这个序号已经用于另外的内容" in chinese
    with small_office.hq.database.reading() as connection:
        assert len(aside.in_quarantine(connection, house.house)) == 2


def test_the_months_of_a_house_are_shown_with_what_was_kept_back(
    visit: Begin, small_office: Office
) -> None:
    house = small_office.enrolled_house()
    told = {"services": {"medical": 1, "later": 2}, "standards": {"open": (3, 4)}}
    felt = {"moods": Answers((5, 10, 15)), "feedback": Answers(None)}
    small_office.send(house.month(1, **told, **felt), house.month(2, date(2026, 9, 1)))
    page = " ".join(re.sub("<[^>]+>", " ", visit().get(f"/houses/{house.house}")).split())
    assert "Oct 2026 Sep 2026" in page
    assert "31 of 34 enrolled" in page
    assert "later 2 Medical aid 1" in page
    assert "Weeks with at least 5 open days 3 of 4" in page
    assert "How children felt low 5 middle 10 high 15 not counted yet" in page
    assert "kept back: too few children not counted yet" in page


def test_a_house_that_told_only_its_month_has_a_chart(visit: Begin, small_office: Office) -> None:
    house = small_office.enrolled_house()
    small_office.send(house.month(7, present=19))
    page = visit().get(f"/houses/{house.house}?period=2026-10")
    assert page.count("<title>Oct") == 31
    assert "Oct 31: 19" in page


def two_months(office: Office) -> SpeakingHouse:
    house = office.enrolled_house()
    more = {"services": {"cash": 2}, "standards": {"open": (3, 4)}, "home_visits": 5}
    september = {"present": 10, "home_visits": 2, "standards": {"open": (1, 4)}}
    office.send(
        house.month(1, **more),
        house.month(2, date(2026, 9, 1), **september),
        house.day(3, MONTH + timedelta(days=8), present=30),
    )
    return house


def test_a_period_of_a_house_stands_beside_the_one_before(
    visit: Begin, small_office: Office
) -> None:
    house, lin = two_months(small_office), visit()
    page = words(lin.get(f"/houses/{house.house}?period=2026-10"))
    assert "Days open 31 of 31 days" in page
    assert "Children present added up over the days 660 300 +360" in page
    assert "Home visits 5 2 +3" in page
    assert "Cash support 2 0 +2" in page
    assert "at least 5 open days 75 % 3 of 4 Period before 25 % Target 80 % not yet" in page
    assert "Questions answered" not in page
    assert "Houses that reported" not in page
    assert "Children present, month by month" in words(
        lin.get(f"/houses/{house.house}?period=2026")
    )


def test_what_months_alone_tell_waits_for_a_month(visit: Begin, small_office: Office) -> None:
    house, lin = two_months(small_office), visit()
    page = words(lin.get(f"/houses/{house.house}"))
    assert "are told by months: choose one that is over." in page
    assert "Scorecard" not in page
    assert "choose one that is over." in words(lin.get(f"/houses/{house.house}?period=2026-11"))
    assert "Home visits 2 – –" in words(lin.get(f"/houses/{house.house}?period=2026-09"))


def test_a_period_before_the_first_word_says_when_that_came(
    visit: Begin, small_office: Office
) -> None:
    house = two_months(small_office)
    page = visit().get(f"/houses/{house.house}?period=2019")
    assert "Nothing was told about this period." in page
    assert "The first day that was told here is 2026-09-01." in page
    assert 'rel="prev"' not in page


def test_the_place_of_a_house_is_its_page(visit: Begin, small_office: Office) -> None:
    house, lin = two_months(small_office), visit()
    response = lin.client.get(f"/places/{house.house}?period=2026-10&house=x&_external=1")
    assert response.headers["Location"] == f"/houses/{house.house}?period=2026-10"
