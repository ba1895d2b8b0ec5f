from hypothesis import given
from hypothesis import strategies as some

from sync import confirmation
from sync.keys import generate_sealing_key, generate_signing_key
from sync.spelling import ALPHABET
from tests.sync.conftest import EPOCH, HOUSE

SIGNING, VERIFY = generate_signing_key()
PRIVATE, SEALING = generate_sealing_key()
SECRET = confirmation.secret_of_house(SIGNING, SEALING)


def test_both_ends_derive_the_same_secret_and_nobody_else_does() -> None:
    assert confirmation.secret_of_headquarters(PRIVATE, VERIFY) == SECRET
    other_key, other_public = generate_signing_key()
    assert confirmation.secret_of_headquarters(PRIVATE, other_public) != SECRET
    assert confirmation.secret_of_house(other_key, SEALING) != SECRET
    assert confirmation.secret_of_house(SIGNING, generate_sealing_key()[1]) != SECRET


def test_a_code_is_ten_letters_that_nobody_mistakes() -> None:
    code = confirmation.code(SECRET, HOUSE, EPOCH, 7)
    assert len(code) == 10
    assert set(code) <= set(ALPHABET)


def test_a_code_is_bound_to_house_epoch_number_and_form() -> None:
    codes = {
        confirmation.code(SECRET, house, epoch, seq, alone=alone)
        for house in (HOUSE, "litang-0001")
        for epoch in (EPOCH, b"epoch--2")
        for seq in (7, 8)
        for alone in (False, True)
    }
    assert len(codes) == 16


def test_the_code_of_known_keys_never_changes() -> None:
    """Headquarters and a house may run different versions."""
    secret = confirmation.secret_of_house(bytes(range(32)), bytes([9, *31 * [0]]))
    assert confirmation.code(secret, "yuexi-0007", b"epoch--1", 7) == "YN83VAYVS3"
    assert confirmation.code(secret, "yuexi-0007", b"epoch--1", 7, alone=True) == "AW03TG8EH1"


@given(some.integers(1, 60), some.booleans(), some.booleans())
def test_a_typed_code_is_found_however_it_is_written(seq: int, small: bool, alone: bool) -> None:
    code = confirmation.code(SECRET, HOUSE, EPOCH, seq, alone=alone)
    typed = f" {code[:4]}-{code[4:8]} {code[8:]}".replace("0", "O").replace("1", "l")
    numbers = [(EPOCH, number) for number in range(1, 61)]
    found = confirmation.find(SECRET, HOUSE, numbers, typed.lower() if small else typed)
    assert found == confirmation.Confirmed(EPOCH, seq, alone)


def test_a_code_in_wide_letters_is_the_same_code() -> None:
    code = confirmation.code(SECRET, HOUSE, EPOCH, 7)
    wide = "－".join(chr(ord(letter) + 0xFEE0) for letter in code)
    found = confirmation.find(SECRET, HOUSE, [(EPOCH, 7)], wide)
    assert found == confirmation.Confirmed(EPOCH, 7)


def test_another_code_finds_nothing() -> None:
    numbers = [(EPOCH, number) for number in range(1, 61)]
    for typed in ("", "7K3M-Q9TX-2W", confirmation.code(SECRET, HOUSE, EPOCH, 61), "字" * 10):
        assert confirmation.find(SECRET, HOUSE, numbers, typed) is None
