from collections.abc import Callable

from sync.hq.report import paper
from tests.sync.hq.cast import Clock, Office, Visit
from tests.sync.hq.report.test_making import tell

Begin = Callable[..., Visit]


def test_a_report_is_shown_and_taken_along(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    lin = visit()
    page = lin.get("/reports?period=2026-10")
    assert "1,234" in page
    assert "Fingerprint of the figures" in page
    response = lin.client.get("/reports/csv?period=2026-10&place=yuexi")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "aiyou-yuexi-2026-10.csv" in response.headers["Content-Disposition"]
    assert lin.client.get("/reports/xlsx?period=2026-10").data.startswith(b"PK")
    assert lin.client.get("/reports/pdf?period=2026-10").data.startswith(b"%PDF-")


def test_a_supervisor_gets_the_own_county_alone(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    zhao = visit("zhao", "supervisor", "yudu")
    assert "Yudu" in zhao.get("/reports?period=2026-10")
    assert "yuexi" not in zhao.page
    for of in ("yuexi", "jiangxi", "sichuan", "yuexi-0001"):
        zhao.get(f"/reports/csv?period=2026-10&place={of}", 404)


def test_who_asks_while_others_are_printed_is_told_to_come_back(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    lin = visit()
    with paper.turn(), paper.turn():
        assert "Other reports are being made" in lin.get("/reports/pdf?period=2026-10", 503)
