import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from sync.hq.errors import Refused, TooBusy
from sync.hq.people import passwords
from sync.hq.people.tries import FREE
from tests.sync.hq.cast import PASSWORD, Office, Visit

Begin = Callable[..., Visit]

# As they are in earnest: the tests' own are cheap.
IN_EARNEST = {name: getattr(passwords, name) for name in ("MEMORY_KIB", "PASSES", "LANES")}


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "1234567890",
        "0987654321",
        "abcdefghijkl",
        "qwertyuiop",
        "aaaaaaaaaaaa",
        "abababababab",
        "lin.wei.2026",
        "password1234",
        "AiYou-2026",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        passwords.check(password, "lin.wei")


@pytest.mark.parametrize("password", ["sunflower river 88", "向日葵长江电脑茶杯云朵", "t7#kQ9!mZ2"])
def test_what_nobody_guesses_is_taken(password: str) -> None:
    passwords.check(password, "lin.wei")


def test_only_the_password_itself_matches() -> None:
    kept = passwords.digest("sunflower river 88")
    assert kept.startswith("$argon2id$")
    assert passwords.matches(kept, "sunflower river 88")
    assert not passwords.matches(kept, "sunflower river 89")
    assert not passwords.matches(None, "no account has this password")


def test_a_guess_costs_what_the_standard_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, worth in IN_EARNEST.items():
        monkeypatch.setattr(passwords, name, worth)
    kept = passwords.digest("sunflower river 88")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.matches(kept, "sunflower river 88")


@contextmanager
def all_turns_taken() -> Iterator[threading.Event]:
    """Let others take every turn until the end, or until the event is set."""
    taken, over = threading.Barrier(passwords.AT_ONCE + 1), threading.Event()

    def take() -> None:
        with passwords.turn():
            taken.wait(10)
            over.wait(10)

    with ThreadPoolExecutor(passwords.AT_ONCE) as others:
        for _ in range(passwords.AT_ONCE):
            others.submit(take)
        taken.wait(10)
        try:
            yield over
        finally:
            over.set()


class Slow:
    """Takes its time to verify, and notes how many do so at once."""

    def __init__(self) -> None:
        self.inside, self.most, self.lock = 0, 0, threading.Lock()

    def verify(self, _kept: str, _password: str) -> bool:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        time.sleep(0.03)
        with self.lock:
            self.inside -= 1
        return False


def test_only_a_few_guesses_fill_the_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow()
    monkeypatch.setattr(passwords, "_hasher", lambda: slow)
    with ThreadPoolExecutor(8) as many:
        list(many.map(passwords.matches, ["kept"] * 8, ["a guess"] * 8))
    assert slow.most == passwords.AT_ONCE


def test_who_gets_no_turn_soon_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    with passwords.turn():
        assert passwords.digest("sunflower river 88")
    with all_turns_taken():
        for asked in (passwords.digest, lambda guess: passwords.matches(None, guess)):
            with pytest.raises(TooBusy):
                asked("sunflower river 88")
    assert passwords.digest("sunflower river 88")


def fields(visit: Visit, password: str) -> dict[str, str]:
    """Fill the form in that somebody looks at."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', visit.page)
    assert token
    return {"csrf_token": token[1], "name": "lin", "password": password}


def test_the_page_asks_to_come_again_where_too_many_sign_in(
    visit: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    lin = visit(None)
    with all_turns_taken():
        asked = lin.client.post("/sign-in", data=fields(lin, PASSWORD))
    assert (asked.status_code, asked.headers["Retry-After"]) == (503, "10")
    assert "Many passwords are being tried just now" in asked.text
    lin.get("/sign-in")
    assert "No house yet" in lin.post("/sign-in", name="lin", password=PASSWORD)


def test_who_guesses_many_at_once_has_no_more_tries_than_one_by_one(
    visit: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessers = [visit(None) for _ in range(16)]
    monkeypatch.setattr(passwords, "_hasher", Slow)

    def guess(visit: Visit) -> int:
        return visit.client.post("/sign-in", data=fields(visit, "a guess")).status_code

    with ThreadPoolExecutor(16) as many:
        got = Counter(many.map(guess, guessers))
    assert set(got) == {401, 429}
    # Those who have the other turns may not have failed yet.
    assert FREE <= got[401] < FREE + passwords.AT_ONCE


@pytest.mark.parametrize("path", ["/accounts", "/accounts/wang/password", "/account/password"])
def test_whoever_waits_for_a_turn_lets_others_write(
    visit: Begin, small_office: Office, path: str
) -> None:
    visit("wang", "reader")
    lin, new = visit(), "quiet mountain tea"
    lin.get("/account")
    typed = {"name": "zhou", "role": "reader", "password": new, "old": PASSWORD, "new": new}
    with ThreadPoolExecutor(1) as other, all_turns_taken() as over:
        posted = other.submit(lin.post, path, **typed)
        begun = time.monotonic()
        while time.monotonic() < begun + 0.5:
            with small_office.hq.database.transaction():
                pass
            time.sleep(0.02)
        assert time.monotonic() < begun + 1.5
        assert not posted.done()
        over.set()
        assert posted.result(10)
