from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from sync.hq.errors import Refused
from sync.hq.people import accounts, audit, sessions
from sync.hq.people.audit import Action
from tests.sync.hq.cast import PASSWORD, Office, Visit

Begin = Callable[..., Visit]
NEW = "quiet mountain tea"


def is_in(visit: Visit) -> bool:
    return visit.client.get("/").status_code == 200


def test_the_last_administrator_stays_one(office: Office) -> None:
    with office.hq.database.transaction() as connection:
        with pytest.raises(Refused):
            accounts.remove(connection, "lin")
        with pytest.raises(Refused):
            accounts.change(connection, "lin", "reader")
        accounts.add(connection, "wang", PASSWORD, office.hq.clock(), "administrator")
        assert accounts.change(connection, "lin", "supervisor", "yudu").county == "yudu"
        with pytest.raises(Refused):
            accounts.remove(connection, "wang")
        with pytest.raises(Refused):
            accounts.remove(connection, "nobody")


def test_who_adds_an_account_that_another_is_adding_is_told_so(office: Office) -> None:
    database, now = office.hq.database, office.hq.clock()

    def add() -> None:
        with database.transaction() as connection:
            accounts.add(connection, "wang", NEW, now)

    with ThreadPoolExecutor(1) as other:
        with database.transaction() as connection:
            accounts.add(connection, "wang", PASSWORD, now)
            asked = other.submit(add)
            wait([asked], 1)
        with pytest.raises(Refused, match="already an account wang"):
            asked.result()


def test_an_account_is_known_by_the_password_that_it_had(office: Office) -> None:
    with office.hq.database.transaction() as connection:
        lin = accounts.find(connection, "lin")
        assert lin is not None
        assert accounts.has_same_password(connection, lin)
        accounts.set_password(connection, "lin", PASSWORD)
        assert not accounts.has_same_password(connection, lin)
        wang = accounts.add(connection, "wang", NEW, office.hq.clock())
        assert accounts.has_same_password(connection, wang)
        accounts.remove(connection, "wang")
        assert not accounts.has_same_password(connection, wang)


def test_who_signs_in_while_the_account_is_removed_is_out_again(office: Office) -> None:
    database, now = office.hq.database, office.hq.clock()
    with database.transaction() as connection:
        wang = accounts.add(connection, "wang", NEW, now)

    def remove() -> None:
        with database.transaction() as connection:
            accounts.remove(connection, "wang")

    with ThreadPoolExecutor(1) as other:
        with database.transaction() as connection:
            assert accounts.has_same_password(connection, wang)
            asked = other.submit(remove)
            wait([asked], 1)
            token = sessions.begin(connection, "wang", now)
        asked.result()
    with database.reading() as connection:
        assert sessions.find(connection, token, now) is None
        assert accounts.find(connection, "wang") is None


def test_another_role_ends_the_sessions_and_opens_what_it_may(visit: Begin) -> None:
    lin, wang = visit(), visit("wang", "reader")
    lin.get("/accounts/wang")
    lin.post("/accounts/wang", role="supervisor", county="yudu")
    assert "wang is changed, and has to sign in again." in lin.page
    assert "Yudu" in lin.page
    assert not is_in(wang)
    assert "needs a county" in lin.post("/accounts/wang", 400, role="supervisor")
    lin.post("/accounts/wang", role="reader")
    lin.get("/accounts/wang")
    lin.post("/accounts/wang", 400, role="supervisor", county="")
    assert 'value="supervisor" selected' in lin.page
    lin.get("/accounts/nobody", 404)


def test_who_forgot_the_password_gets_another_one(visit: Begin, small_office: Office) -> None:
    lin, wang = visit(), visit("wang", "reader")
    lin.get("/accounts/wang")
    assert "at least 10" in lin.post("/accounts/wang/password", 400, password="short")
    assert is_in(wang)
    assert "wang signs in with the new password now." in lin.post(
        "/accounts/wang/password", password=NEW
    )
    assert not is_in(wang)
    visit(None).post("/sign-in", 401, name="wang", password=PASSWORD)
    assert "All houses" in visit(None).post("/sign-in", name="wang", password=NEW)
    with small_office.hq.database.reading() as connection:
        noted = [(one.who, one.action, one.subject) for _, one in audit.latest(connection, 9)]
    assert ("lin", Action.RESET_ACCOUNT, "wang") in noted


def test_ones_own_password_is_changed_only_by_who_knows_it(visit: Begin) -> None:
    lin = visit()
    assert "/accounts/lin/password" not in lin.get("/accounts/lin")
    assert "Password now" in lin.post("/accounts/Lin/password", password=NEW)
    visit(None).post("/sign-in", 401, name="lin", password=NEW)


def test_a_removed_account_is_out_and_its_deeds_keep_its_name(
    visit: Begin, small_office: Office
) -> None:
    lin, wang = visit(), visit("wang", "reader")
    lin.get("/accounts/wang")
    assert "wang is removed." in lin.post("/accounts/wang/remove")
    assert not is_in(wang)
    visit(None).post("/sign-in", 401, name="wang", password=PASSWORD)
    with small_office.hq.database.reading() as connection:
        noted = [(one.who, one.action) for _, one in audit.latest(connection, 9)]
    assert ("lin", Action.REMOVED_ACCOUNT) in noted
    assert ("wang", Action.SIGNED_IN) in noted
    assert "needs an administrator" in lin.post("/accounts/lin/remove", 400)


def test_a_password_is_changed_by_who_knows_it_and_ends_the_other_sessions(visit: Begin) -> None:
    here, there = visit("wang", "reader"), visit(None)
    there.post("/sign-in", name="wang", password=PASSWORD)
    here.get("/account")
    assert "not right" in here.post("/account/password", 400, old="a guess", new=NEW)
    assert "at least 10" in here.post("/account/password", 400, old=PASSWORD, new="short")
    assert is_in(there)
    assert "Saved" in here.post("/account/password", old=PASSWORD, new=NEW)
    assert is_in(here)
    assert not is_in(there)
    there.get("/sign-in")
    there.post("/sign-in", name="wang", password=NEW)
    here.get("/account")
    assert "Signed in in 2 browsers" in here.page
    here.post("/account/sign-out-elsewhere")
    assert not is_in(there)


def test_guessing_ones_own_password_is_slowed_down(visit: Begin) -> None:
    wang = visit("wang", "reader")
    wang.get("/account")
    for _ in range(10):
        wang.post("/account/password", 400, old="a guess", new=NEW)
    wang.post("/account/password", 429, old=PASSWORD, new=NEW)
