import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import BadHalf
from sync.keys import halves

KEY, PAD = bytes(range(32)), bytes(range(100, 132))
A, B = halves.split(KEY, PAD)

keys = st.binary(min_size=32, max_size=32)


@given(keys, keys)
def test_two_halves_make_the_key_again_in_either_order(key: bytes, pad: bytes) -> None:
    pair = [halves.read(half.text) for half in halves.split(key, pad)]
    assert halves.join(pair) == halves.join(reversed(pair)) == key


@given(keys, keys)
def test_a_half_fits_any_other_key_as_well(key: bytes, other: bytes) -> None:
    """So it tells nothing: with the pad that fits, the same second half belongs to another key."""
    _, second = halves.split(key, PAD)
    pad = bytes(a ^ b for a, b in zip(other, second.secret, strict=True))
    assert halves.split(other, pad)[1].secret == second.secret


def test_a_half_is_printed_in_groups_of_four() -> None:
    assert {len(group) for group in A.groups} == {4}
    assert len(A.groups) == len(B.groups) == 17


@pytest.mark.parametrize(
    "typed",
    [
        A.text.lower(),
        A.text.replace(" ", ""),
        A.text.replace(" ", "-"),
        f"# half A\n{A.text[:44]}\n{A.text[44:]}\n",
        A.text.replace("0", "O"),
        A.text.replace(" ", "–"),
        A.text.translate({ord(one): ord(one) + 0xFEE0 for one in A.text if one != " "}),
        f"\ufeff# half A\r\n{A.text}\r\n",
    ],
)
def test_a_half_may_be_typed_as_people_type(typed: str) -> None:
    assert halves.read(typed) == A


@pytest.mark.parametrize("at", range(0, len(B.text), 7))
def test_a_wrong_digit_is_found(at: int) -> None:
    digit = B.text[at]
    wrong = B.text[:at] + ("7" if digit != "7" else "8") + B.text[at + 1 :]
    with pytest.raises(BadHalf):
        halves.read(wrong)


@pytest.mark.parametrize("typed", ["", A.text[:-1], A.text + "0", "Z" * 68, KEY.hex()])
def test_what_is_no_half_is_refused(typed: str) -> None:
    with pytest.raises(BadHalf, match="17 groups"):
        halves.read(typed)


def test_the_same_half_twice_is_refused() -> None:
    with pytest.raises(BadHalf, match="Half B is missing"):
        halves.join([A, A])
