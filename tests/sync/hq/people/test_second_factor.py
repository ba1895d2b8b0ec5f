import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.errors import Refused
from sync.hq.people import accounts, second_factor
from tests.sync.hq.cast import NOW, PASSWORD, Clock, Office

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def digits(clock: Clock, steps: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(clock(), counter_offset=steps)


def test_the_digits_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, SHA-1, of its eight digits the last six."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    at = NOW.fromtimestamp(1111111109, NOW.tzinfo)
    assert second_factor.step_of(secret, "081804", at) == 0x23523EC
    assert second_factor.step_of(secret, "081 804", at) == 0x23523EC


@given(st.text())
def test_whatever_else_is_typed_is_of_no_step(typed: str) -> None:
    if "".join(typed.split()) not in {digits(Clock(), step) for step in (-1, 0, 1)}:
        assert second_factor.step_of(SECRET, typed, NOW) is None


@pytest.mark.parametrize(("steps", "is_near"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_off(clock: Clock, steps: int, is_near: bool) -> None:
    assert (second_factor.step_of(SECRET, digits(clock, steps), clock()) is not None) is is_near


def keep(office: Office, clock: Clock) -> list[str]:
    with office.hq.database.transaction() as connection:
        return second_factor.keep(connection, "lin", SECRET, digits(clock), clock(), KEY)


def passes(office: Office, clock: Clock, typed: str, key: bytes = KEY) -> bool:
    with office.hq.database.transaction() as connection:
        return second_factor.passes(connection, "lin", typed, clock(), key)


def test_digits_pass_once_and_never_older_ones(office: Office, clock: Clock) -> None:
    keep(office, clock)
    used = digits(clock)
    assert not passes(office, clock, used)  # they set it up: whoever overheard them is too late
    clock.forward(seconds=30)
    assert passes(office, clock, digits(clock))
    assert not passes(office, clock, digits(clock))
    assert not passes(office, clock, used)
    clock.forward(seconds=30)
    assert passes(office, clock, digits(clock))


def test_each_recovery_code_passes_once_however_it_is_typed(office: Office, clock: Clock) -> None:
    first, second, *_ = codes = keep(office, clock)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert passes(office, clock, first.lower().replace("-", " "))
    assert not passes(office, clock, first)
    assert passes(office, clock, second)


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


def test_digits_and_codes_pass_as_a_chinese_keyboard_writes_them(
    office: Office, clock: Clock
) -> None:
    code, *_ = keep(office, clock)
    clock.forward(seconds=30)
    assert passes(office, clock, full_width(digits(clock)))
    assert passes(office, clock, full_width(code))


def test_wrong_digits_set_nothing_up(office: Office, clock: Clock) -> None:
    with pytest.raises(Refused), office.hq.database.transaction() as connection:
        second_factor.keep(connection, "lin", SECRET, "000000", clock(), KEY)
    with office.hq.database.reading() as connection:
        assert not second_factor.is_set(connection, "lin")
    assert not passes(office, clock, "000000")


def test_the_database_alone_makes_no_digits(office: Office, clock: Clock) -> None:
    keep(office, clock)
    clock.forward(minutes=1)
    assert not passes(office, clock, digits(clock), OTHER_KEY)
    assert SECRET.encode() not in second_factor.seal(SECRET, KEY)


def test_setting_up_anew_ends_the_earlier_codes(office: Office, clock: Clock) -> None:
    earlier = keep(office, clock)
    keep(office, clock)
    assert not passes(office, clock, earlier[0])
    with office.hq.database.transaction() as connection:
        assert second_factor.all_set(connection) == {"lin"}
        second_factor.take_away(connection, "lin")
        assert second_factor.all_set(connection) == set()


def test_nobody_passes_by_a_code_of_somebody_else_or_loses_one_with_a_phone_of_theirs(
    office: Office, clock: Clock
) -> None:
    ours, other = keep(office, clock), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    with office.hq.database.transaction() as connection:
        accounts.add(connection, "wang", PASSWORD, clock())
        shown = pyotp.TOTP(other).at(clock())
        second_factor.keep(connection, "wang", other, shown, clock(), KEY)
        assert not second_factor.passes(connection, "wang", ours[0], clock(), KEY)
        second_factor.take_away(connection, "wang")
    assert passes(office, clock, ours[0])
    clock.forward(minutes=1)
    assert passes(office, clock, digits(clock))
