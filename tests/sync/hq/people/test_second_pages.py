import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pyotp
import pytest
from sqlalchemy import Connection

from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.people import accounts, second_factor
from sync.hq.people.accounts import Account
from tests.sync.hq.cast import PASSWORD, Clock, Office, Visit, listening


@pytest.fixture
def strict(config: HqConfig, clock: Clock) -> Iterator[Office]:
    """A headquarters where administrators and experts must have a second factor."""
    app = create_app(replace(config, second_factor=True), clock)
    with listening(app) as url:
        yield Office(app, url, config)


def stranger(office: Office) -> Visit:
    visit = Visit(office.app.test_client())
    visit.get("/sign-in?language=en")
    return visit


def shown_secret(visit: Visit) -> str:
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', visit.page)
    assert found
    return found.group(1).replace(" ", "")


def set_up(visit: Visit, clock: Clock) -> tuple[str, list[str]]:
    secret = shown_secret(visit)
    page = visit.post("/second-factor", digits=pyotp.TOTP(secret).at(clock()))
    return secret, re.findall(r"<li>([0-9A-Z-]{14})</li>", page)


def test_an_administrator_sets_it_up_before_seeing_anything(strict: Office, clock: Clock) -> None:
    lin = stranger(strict)
    assert "Second factor" in lin.post("/sign-in", name="lin", password=PASSWORD)
    for path in ("/", "/accounts", "/messages"):
        assert "Sign in" in lin.get(path)
    lin.get("/second-factor")
    secret = shown_secret(lin)
    assert "not right" in lin.post("/second-factor", 400, digits="123456")
    assert shown_secret(lin) == secret  # the phone has it already
    _, codes = set_up(lin, clock)
    assert len(codes) == 8
    assert "No house yet" in lin.get("/")


def test_no_other_language_leads_away_from_codes_that_are_shown_only_now(
    strict: Office, clock: Clock
) -> None:
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    assert "?language=" in lin.get("/second-factor")
    set_up(lin, clock)
    assert "?language=" not in lin.page
    assert "?language=" in lin.get("/account")
    assert "Recovery codes" in lin.post("/account/recovery-codes")
    assert "?language=" not in lin.page


def test_signing_in_asks_for_the_digits_each_time(strict: Office, clock: Clock) -> None:
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    secret, codes = set_up(lin, clock)
    clock.forward(minutes=5)
    again = stranger(strict)
    page = again.post("/sign-in?next=/accounts", name="lin", password=PASSWORD)
    assert "Digits of your app" in page
    assert "Sign in" in again.get("/accounts")
    again.get("/sign-in/digits")
    assert "not right" in again.post("/sign-in/digits", 401, digits="000000")
    assert "Add an account" in again.post("/sign-in/digits", digits=pyotp.TOTP(secret).at(clock()))
    by_code = stranger(strict)
    by_code.post("/sign-in", name="lin", password=PASSWORD)
    assert "No house yet" in by_code.post("/sign-in/digits", digits=codes[0])


def test_a_password_alone_sets_no_other_phone_up(strict: Office, clock: Clock) -> None:
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    set_up(lin, clock)
    thief = stranger(strict)
    thief.post("/sign-in", name="lin", password=PASSWORD)
    assert 'class="secret"' not in thief.get("/second-factor")
    assert "Sign in" in thief.page


OTHER = "entirely other words 31"


def test_a_stolen_password_is_worth_nothing_once_the_account_was_reset(
    strict: Office, clock: Clock
) -> None:
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    set_up(lin, clock)
    before, thief = stranger(strict), stranger(strict)
    for one in (before, thief):
        assert "Digits of your app" in one.post("/sign-in", name="lin", password=PASSWORD)
    setup.reset_account(strict.config, "lin", OTHER, clock())
    assert "Password" in thief.get("/second-factor")
    assert "Password" in before.get("/sign-in/digits")
    assert "Let it read this code" in lin.post("/sign-in", name="lin", password=OTHER)


def while_it_is_posted(patch: pytest.MonkeyPatch, does: Callable[[], object]) -> None:
    """Let something happen between who may set a phone up and what is kept of it."""
    opened = second_factor.opened

    def meanwhile(sealed: bytes, key: bytes) -> str | None:
        does()
        return opened(sealed, key)

    patch.setattr(second_factor, "opened", meanwhile)


def test_a_phone_is_not_kept_where_the_password_is_another_by_then(
    strict: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    thief = stranger(strict)
    thief.post("/sign-in", name="lin", password=PASSWORD)
    digits = pyotp.TOTP(shown_secret(thief)).at(clock())
    reset = partial(setup.reset_account, strict.config, "lin", OTHER, clock())
    while_it_is_posted(monkeypatch, reset)
    assert "Password" in thief.post("/second-factor", digits=digits)
    with strict.hq.database.reading() as connection:
        assert not second_factor.is_set(connection, "lin")


def test_a_phone_takes_the_place_of_none_that_was_set_up_meanwhile(
    strict: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lin, thief = stranger(strict), stranger(strict)
    for one in (lin, thief):
        one.post("/sign-in", name="lin", password=PASSWORD)
    digits = pyotp.TOTP(shown_secret(thief)).at(clock())
    secret = shown_secret(lin)

    def lin_is_quicker() -> None:
        key, typed = strict.hq.ring.session_key, pyotp.TOTP(secret).at(clock())
        with strict.hq.database.transaction() as connection:
            second_factor.keep(connection, "lin", secret, typed, clock(), key)

    while_it_is_posted(monkeypatch, lin_is_quicker)
    assert "Password" in thief.post("/second-factor", digits=digits)


def test_nobody_comes_in_by_a_password_that_was_changed_while_it_was_looked_at(
    small_office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in = accounts.sign_in

    def reset_meanwhile(connection: Connection, name: str, password: str) -> Account | None:
        found = sign_in(connection, name, password)
        setup.reset_account(small_office.config, "lin", OTHER, clock())
        return found

    thief = stranger(small_office)
    monkeypatch.setattr(accounts, "sign_in", reset_meanwhile)
    assert "Password" in thief.post("/sign-in", name="lin", password=PASSWORD)
    assert "Password" in thief.get("/")


def test_who_waits_too_long_begins_anew(strict: Office, clock: Clock) -> None:
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    clock.forward(minutes=11)
    assert "Password" in lin.get("/second-factor")


def test_guessing_digits_is_slowed_down(strict: Office, clock: Clock) -> None:
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    secret, _ = set_up(lin, clock)
    clock.forward(minutes=1)
    thief = stranger(strict)
    thief.post("/sign-in", name="lin", password=PASSWORD)
    for _ in range(10):
        thief.post("/sign-in/digits", 401, digits="000000")
    thief.post("/sign-in/digits", 429, digits=pyotp.TOTP(secret).at(clock()))


def test_a_lost_phone_is_taken_away_however_the_name_is_written(
    strict: Office, clock: Clock
) -> None:
    with strict.hq.database.transaction() as connection:
        accounts.add(connection, "zhou", PASSWORD, clock())
    zhou, lin = stranger(strict), stranger(strict)
    for one, name in ((zhou, "zhou"), (lin, "lin")):
        one.post("/sign-in", name=name, password=PASSWORD)
        one.get("/second-factor")
        set_up(one, clock)
    lin.get("/accounts")
    assert "zhou signs in with the password alone" in lin.post("/accounts/Zhou/second-factor")
    again = stranger(strict)
    assert "No house yet" in again.post("/sign-in", name="zhou", password=PASSWORD)


def test_a_reader_may_and_can_take_it_away_again(strict: Office, clock: Clock) -> None:
    with strict.hq.database.transaction() as connection:
        accounts.add(connection, "zhou", PASSWORD, clock())
    zhou = stranger(strict)
    assert "No house yet" in zhou.post("/sign-in", name="zhou", password=PASSWORD)
    zhou.get("/second-factor")
    set_up(zhou, clock)
    assert "asks for the digits" in zhou.get("/second-factor")
    assert 'class="secret"' in zhou.post("/second-factor/away")


def test_who_must_have_one_keeps_it_until_another_is_set_up(strict: Office, clock: Clock) -> None:
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    secret, _ = set_up(lin, clock)
    lin.get("/second-factor")
    assert 'class="secret"' in lin.post("/second-factor/away")
    lin.get("/")
    clock.forward(minutes=1)
    again = stranger(strict)
    assert "six digits" in again.post("/sign-in", name="lin", password=PASSWORD)
    digits = pyotp.TOTP(secret).at(clock())
    assert "No house yet" in again.post("/sign-in/digits", digits=digits)
    again.get("/second-factor")
    again.post("/second-factor/away")
    other, _ = set_up(again, clock)
    clock.forward(minutes=1)
    later = stranger(strict)
    later.post("/sign-in", name="lin", password=PASSWORD)
    later.post("/sign-in/digits", 401, digits=pyotp.TOTP(secret).at(clock()))
    digits = pyotp.TOTP(other).at(clock())
    assert "No house yet" in later.post("/sign-in/digits", digits=digits)


def test_an_administrator_frees_who_lost_the_phone(strict: Office, clock: Clock) -> None:
    with strict.hq.database.transaction() as connection:
        accounts.add(connection, "chen", PASSWORD, clock(), accounts.Role.EXPERT)
    chen = stranger(strict)
    chen.post("/sign-in", name="chen", password=PASSWORD)
    set_up(chen, clock)
    lin = stranger(strict)
    lin.post("/sign-in", name="lin", password=PASSWORD)
    set_up(lin, clock)
    assert "Phone lost" in lin.get("/accounts")
    page = lin.post("/accounts/chen/second-factor")
    assert "chen signs in with the password alone" in page
    assert "Took a second factor away <small>chen</small>" in " ".join(lin.get("/audit").split())
    lin.post("/accounts/nobody/second-factor", 404)
    chen.post("/sign-out")
    chen.get("/sign-in")
    chen.post("/sign-in", name="chen", password=PASSWORD)
    assert "Let it read this code" in chen.page
