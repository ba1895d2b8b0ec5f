import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.people import audit, tries
from sync.hq.people.audit import Action
from sync.hq.people.tries import FREE
from tests.sync.hq.cast import PASSWORD, Clock, Office, Visit

Begin = Callable[..., Visit]
HERE, LIN = tries.from_address("192.0.2.7"), tries.for_account("lin")


@given(st.integers(0, 10**6), st.integers(1, 10**5))
def test_waiting_grows_and_ends(failures: int, longest: int) -> None:
    wait = tries.wait_after(failures, longest)
    assert 0 <= wait <= tries.wait_after(failures + 1, longest) <= longest
    assert (wait == 0) is (failures < FREE)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3::7", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", "nonsense"),
        ("", ""),
    ],
)
def test_who_has_one_address_of_the_newer_kind_has_those_beside_it(
    address: str, network: str
) -> None:
    assert tries.network(address) == network


def test_ten_are_free_then_each_makes_wait_twice_as_long(office: Office, clock: Clock) -> None:
    with office.hq.database.transaction() as connection:
        waits = []
        for _ in range(16):
            waits.append(tries.failed(connection, [HERE, LIN], clock()))
            clock.forward(seconds=waits[-1])
            assert tries.wait(connection, [HERE, LIN], clock()) == 0
    assert waits == [0] * 9 + [60, 120, 240, 480, 960, 1920, 3600]


def test_an_account_makes_strangers_wait_a_quarter_of_an_hour_at_most(
    office: Office, clock: Clock
) -> None:
    with office.hq.database.transaction() as connection:
        for number in range(40):
            far = tries.from_address(f"192.0.2.{number}")
            tries.failed(connection, [far, LIN], clock())
        new = tries.from_address("198.51.100.1")
        assert tries.wait(connection, [new, LIN], clock()) == 900
        assert tries.wait(connection, [new, tries.in_browser("its own")], clock()) == 0


def test_a_day_later_all_is_forgotten(office: Office, clock: Clock) -> None:
    with office.hq.database.transaction() as connection:
        for _ in range(20):
            tries.failed(connection, [HERE], clock())
        clock.forward(days=1)
        assert tries.wait(connection, [HERE], clock()) == 0
        assert tries.failed(connection, [HERE], clock()) == 0


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "", True),
    ],
)
def test_all_addresses_that_one_caller_has_count_as_one(
    one: str, other: str, are_one: bool
) -> None:
    assert (tries.from_address(one).key == tries.from_address(other).key) is are_one


def guess(visit: Visit, status: int = 401, at: str = "127.0.0.1", name: str = "lin") -> str:
    visit.client.environ_base["REMOTE_ADDR"] = at
    return visit.post("/sign-in", status, name=name, password="a guess")


def test_a_stranger_keeps_nobody_out_who_signed_in_here_before(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    lin, thief = visit(), visit(None)
    lin.post("/sign-out")
    for number in range(12):
        guess(thief, 401 if number < FREE else 429, at=f"192.0.2.{number}")
    elsewhere = visit(None)
    page = elsewhere.post("/sign-in", 429, name="lin", password=PASSWORD)
    assert "Too many tries: wait a minute" in page
    lin.post("/sign-in", name="lin", password=PASSWORD)
    assert "No house yet" in lin.get("/")
    clock.forward(minutes=1)
    elsewhere.post("/sign-in", name="lin", password=PASSWORD)
    assert "No house yet" in elsewhere.get("/")
    with small_office.hq.database.reading() as connection:
        noted = [entry.action for _, entry in audit.latest(connection, 50)]
    assert noted.count(Action.HELD_OFF) == 1


def test_a_stranger_keeps_nobody_who_is_signed_in_from_changing_the_password(
    visit: Begin,
) -> None:
    lin, thief = visit(), visit(None)
    lin.get("/account")
    # One who guesses beside her, and then everywhere else.
    for number in range(FREE + 2):
        guess(thief, 401 if number < FREE else 429)
    for number in range(FREE):
        guess(thief, 429, at=f"192.0.2.{number}")
    assert "Saved" in lin.post("/account/password", old=PASSWORD, new="quiet mountain tea")


def test_who_guesses_in_a_session_waits_whatever_address_it_comes_from(visit: Begin) -> None:
    lin = visit()
    lin.get("/account")
    for number in range(FREE):
        lin.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        lin.post("/account/password", 400, old="a guess", new="quiet mountain tea")
    lin.client.environ_base["REMOTE_ADDR"] = "198.51.100.1"
    page = lin.post("/account/password", 429, old=PASSWORD, new="quiet mountain tea")
    assert "Too many tries" in page
    # Nobody else waits for it.
    elsewhere = visit(None)
    elsewhere.post("/sign-in", name="lin", password=PASSWORD)
    assert "No house yet" in elsewhere.get("/")


def test_one_address_waits_whatever_names_it_tries(visit: Begin) -> None:
    thief = visit(None)
    for number in range(FREE):
        guess(thief, name=f"somebody{number}")
    page = thief.post("/sign-in", 429, name="lin", password=PASSWORD)
    assert re.search("Too many tries", page)


def test_others_at_one_address_keep_nobody_out_who_signed_in_here_before(visit: Begin) -> None:
    lin, others = visit(), visit(None)
    lin.post("/sign-out")
    for number in range(FREE):
        guess(others, name=f"somebody{number}")
    guess(others, 429)
    assert "No house yet" in lin.post("/sign-in", name="lin", password=PASSWORD)
    lin.post("/sign-out")
    for number in range(FREE + 1):
        guess(lin, 401 if number < FREE else 429)


def test_who_mistypes_and_signs_in_then_leaves_nothing_with_the_address(
    visit: Begin, clock: Clock
) -> None:
    wang = visit("wang", "reader")
    for _ in range(2 * FREE):
        wang = visit(None)
        guess(wang, name="Wang ")
        assert "No house yet" in wang.post("/sign-in", name="wang", password=PASSWORD)
        clock.forward(hours=3)
    guess(visit(None), name="somebody")
    assert "No house yet" in visit().get("/")


def test_who_has_an_account_guesses_no_more_for_others_by_signing_in(visit: Begin) -> None:
    wang = visit("wang", "reader")
    for number in range(FREE):
        wang.post("/sign-out")
        guess(wang, name=f"somebody{number}")
        wang.post("/sign-in", name="wang", password=PASSWORD)
    wang.post("/sign-out")
    guess(wang, 429)


def test_only_the_part_of_an_account_is_taken_back_from_an_address(
    office: Office, clock: Clock
) -> None:
    part = tries.for_account_at("192.0.2.7", "Lin")
    with office.hq.database.transaction() as connection:
        tries.forget(connection, LIN, part, HERE)
        for _ in range(FREE - 1):
            tries.failed(connection, [HERE], clock())
        for _ in range(FREE):
            tries.failed(connection, [HERE, LIN, part], clock())
        assert tries.wait(connection, [HERE], clock()) == 3600
        assert tries.wait(connection, [part], clock()) == 0
        tries.forget(connection, LIN, part, HERE)
        assert tries.wait(connection, [HERE, LIN], clock()) == 0
        tries.forget(connection, LIN, part, HERE)
        assert tries.failed(connection, [HERE], clock()) == 60


def test_the_cookie_of_one_account_is_worth_nothing_for_another(visit: Begin) -> None:
    wang = visit("wang", "reader")
    wang.post("/sign-out")
    for number in range(FREE):
        guess(wang, at=f"192.0.2.{number}")
    wang.client.environ_base["REMOTE_ADDR"] = "198.51.100.1"
    wang.post("/sign-in", 429, name="lin", password=PASSWORD)


def test_a_forged_cookie_counts_as_none(visit: Begin) -> None:
    stranger = visit(None)
    for forged in ("", "x", '["lin","x"].x', "W10.x"):
        stranger.client.set_cookie("aiyou_hq_known", forged, path="/sign-in")
        guess(stranger)


def test_a_try_that_a_clock_dated_ahead_makes_nobody_wait(office: Office, clock: Clock) -> None:
    clock.forward(hours=8)
    with office.hq.database.transaction() as connection:
        tries.failed(connection, [HERE, LIN], clock())
        clock.forward(hours=-8)
        assert tries.wait(connection, [HERE, LIN], clock()) == 0
        assert [tries.failed(connection, [HERE], clock()) for _ in range(9)] == [0] * 8 + [60]
