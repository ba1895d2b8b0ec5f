from collections.abc import Callable
from dataclasses import replace

import pytest

from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.people import sessions
from sync.hq.store import schema
from tests.sync.hq.cast import PASSWORD, Clock, Office, Visit

Begin = Callable[..., Visit]
COOKIE = "aiyou_hq"


def cookie(visit: Visit) -> str:
    held = visit.client.get_cookie(COOKIE)
    assert held is not None
    return held.value


def thief(office: Office, stolen: str) -> Visit:
    visit = Visit(office.app.test_client())
    visit.client.set_cookie(COOKIE, stolen)
    return visit


def is_in(visit: Visit) -> bool:
    return visit.client.get("/").status_code == 200


def test_a_session_is_found_until_it_ends(office: Office, clock: Clock) -> None:
    with office.hq.database.transaction() as connection:
        one, other = (sessions.begin(connection, "lin", clock()) for _ in range(2))
        assert sessions.count(connection, "lin", clock()) == 2
        sessions.end(connection, one)
        assert sessions.find(connection, one, clock()) is None
        found = sessions.find(connection, other, clock())
        assert found is not None
        assert found.name == "lin"
        third = sessions.begin(connection, "lin", clock())
        sessions.end_all(connection, "lin", but=third)
        assert sessions.find(connection, other, clock()) is None
        assert sessions.find(connection, third, clock()) is not None
        assert sessions.find(connection, "", clock()) is None


def test_none_lasts_longer_than_twelve_hours_and_old_ones_are_forgotten(
    office: Office, clock: Clock
) -> None:
    with office.hq.database.transaction() as connection:
        begun = sessions.begin(connection, "lin", clock())
        clock.forward(hours=11, minutes=59)
        assert sessions.find(connection, begun, clock()) is not None
        clock.forward(minutes=1)
        assert sessions.find(connection, begun, clock()) is None
        sessions.begin(connection, "lin", clock())
        assert len(connection.execute(schema.sessions.select()).all()) == 1


def test_who_reads_the_database_signs_in_as_nobody(office: Office, clock: Clock) -> None:
    with office.hq.database.transaction() as connection:
        begun = sessions.begin(connection, "lin", clock())
        (row,) = connection.execute(schema.sessions.select())
    assert bytes.fromhex(begun) not in row.id


def test_what_a_cookie_was_before_signing_in_or_out_opens_nothing_after(
    visit: Begin, small_office: Office
) -> None:
    stranger = visit(None)
    before = cookie(stranger)
    stranger.post("/sign-in", name="lin", password=PASSWORD)
    during = cookie(stranger)
    assert is_in(stranger)
    assert before != during
    assert not is_in(thief(small_office, before))
    assert is_in(thief(small_office, during))
    stranger.post("/sign-out")
    assert not is_in(thief(small_office, during))


def test_signing_in_again_is_another_session(visit: Begin) -> None:
    names = set()
    for _ in range(3):
        with visit().client.session_transaction() as session:
            names.add(session["_user_id"])
    assert len(names) == 3


def test_a_planted_cookie_does_not_become_anybodys_session(
    visit: Begin, small_office: Office
) -> None:
    planted = cookie(visit("mallory", "reader"))
    victim = thief(small_office, planted)
    victim.get("/")
    victim.post("/sign-out")
    victim.get("/sign-in?language=en")
    victim.post("/sign-in", name="lin", password=PASSWORD)
    assert "lin" in victim.get("/accounts")
    assert not is_in(thief(small_office, planted))


@pytest.mark.parametrize(("role", "is_still_in"), [("expert", False), ("reader", True)])
def test_who_may_do_most_is_signed_out_when_idle(
    visit: Begin, clock: Clock, role: str, is_still_in: bool
) -> None:
    wang = visit("wang", role)
    for _ in range(3):
        clock.forward(minutes=59)
        assert is_in(wang)
    clock.forward(minutes=61)
    assert is_in(wang) is is_still_in


def test_nobody_stays_for_more_than_twelve_hours_however_busy(visit: Begin, clock: Clock) -> None:
    for who in (("lin",), ("wang", "reader")):
        lin = visit(*who)
        for _ in range(14):
            clock.forward(minutes=50)
            assert is_in(lin)
        clock.forward(minutes=30)
        assert not is_in(lin)
        page = lin.get("/")
        assert "no longer signed in" in page
        assert "no longer signed in" not in lin.get("/sign-in")


def test_how_long_one_may_be_idle_is_configured(config: HqConfig, clock: Clock) -> None:
    app = create_app(replace(config, idle_minutes=5), clock)
    lin = Visit(app.test_client())
    lin.get("/sign-in")
    lin.post("/sign-in", name="lin", password=PASSWORD)
    clock.forward(minutes=6)
    assert not is_in(lin)
    app.extensions["headquarters"].database.close()


def test_resetting_an_account_ends_its_sessions(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    from sync.hq import setup

    wang = visit("wang", "reader")
    setup.reset_account(small_office.config, "wang", "green lamps on hills", clock())
    assert not is_in(wang)
