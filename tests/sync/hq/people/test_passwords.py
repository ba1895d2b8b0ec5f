import pytest

from sync.hq.errors import Refused
from sync.hq.people import passwords

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
