from collections.abc import Callable
from datetime import date

from sync.hq.people import audit
from sync.hq.people.audit import Action
from sync.hq.standards import versions
from tests.sync.hq.cast import Clock, Office, Visit

Begin = Callable[..., Visit]

FIELDS = {"month": "2026-12", "key": "open", "target-open": "85"}


def known(office: Office) -> list[versions.Version]:
    with office.hq.database.reading() as connection:
        return versions.everything(connection)[1:]


def test_an_administrator_sets_the_standards_and_that_is_noted(
    visit: Begin, small_office: Office
) -> None:
    lin = visit()
    assert "proposed by the software" in lin.get("/standards")
    page = lin.post("/standards", **FIELDS)
    assert "The standards are set" in page
    assert "From Dec 2026:" in page
    (version,) = known(small_office)
    assert (version.first_month, version.set_by) == (date(2026, 12, 1), "lin")
    assert version.targets == {"open": 85}
    with small_office.hq.database.reading() as connection:
        ((_, entry),) = audit.latest(connection, 1)
    assert (entry.who, entry.action, entry.subject) == ("lin", Action.SET_STANDARDS, "2026-12")
    assert "Set the standards, from a month on" in lin.get("/audit")


def test_a_version_is_in_force_from_its_month_on_and_the_earlier_one_stays_in_sight(
    visit: Begin, clock: Clock
) -> None:
    lin = visit()
    lin.get("/standards")
    lin.post("/standards", **FIELDS)
    assert "since Dec 2026" not in lin.get("/standards")
    clock.forward(days=7)
    page = visit().get("/standards")
    assert "since Dec 2026" in page
    assert "From Dec 2026:" not in page
    assert "At first" in page
    assert page.count("does not count") == 4


def test_a_version_that_was_set_anew_says_so(visit: Begin) -> None:
    lin = visit()
    lin.get("/standards")
    lin.post("/standards", **FIELDS)
    page = lin.post("/standards", **(FIELDS | {"target-open": "90"}))
    assert page.count("set anew since") == 1
    assert page.count("From Dec 2026:") == 1


def test_the_months_that_are_over_cannot_be_chosen(visit: Begin, small_office: Office) -> None:
    lin = visit()
    lin.get("/standards")
    page = lin.post("/standards", 400, **(FIELDS | {"month": "2026-10"}))
    assert "Please choose this month" in page
    assert 'value="85"' in page
    assert known(small_office) == []


def test_everybody_sees_the_standards_and_only_administrators_set_them(
    visit: Begin, small_office: Office
) -> None:
    for name, role, county in (
        ("wang", "reader", None),
        ("zhao", "supervisor", "yuexi"),
        ("chen", "expert", None),
    ):
        one = visit(name, role, county)
        page = one.get("/standards")
        assert "What counted when" in page
        assert 'id="set"' not in page
        one.post("/standards", 403, **FIELDS)
    assert known(small_office) == []
    assert "Sign in" in visit(None).get("/standards")


def test_it_says_that_the_giving_anew_of_risk_levels_cannot_be_measured(visit: Begin) -> None:
    assert "houses keep them sealed" in visit().get("/standards")
    assert "风险等级" in visit(language="zh_Hans").get("/standards")


def test_a_supervisor_sees_how_the_own_county_does_and_all_others_how_all_do(visit: Begin) -> None:
    for role, county, scored in (
        ("supervisor", "yudu", "Yudu, Ganzhou · Aug – Oct 2026"),
        ("reader", None, "The whole program · Aug – Oct 2026"),
    ):
        assert scored in visit(role, role, county).get("/standards")
