import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.answer import LARGEST, Answer, sign, verify
from sync.envelope import Envelope, mint
from sync.errors import BadEnvelope
from sync.keys import generate_sealing_key, generate_signing_key

SIGNING, VERIFY = generate_signing_key()
SAID = Answer("yuexi-0007", b"12345678", 9, 1795483200, (3, 5), ({"n": 1, "text": "你好"},))
SIGNED = sign(SAID, SIGNING)


def test_what_is_signed_is_read_the_same():
    assert verify(SIGNED, VERIFY) == SAID


def test_an_envelope_is_not_an_answer_even_from_the_same_key():
    letter = Envelope("yuexi-0007", b"12345678", 1, "day", {})
    minted = mint(letter, SIGNING, generate_sealing_key()[1])
    with pytest.raises(BadEnvelope, match="signature"):
        verify(minted, VERIFY)


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
@settings(max_examples=500)
def test_a_changed_byte_is_refused(at, flip):
    changed = bytearray(SIGNED)
    changed[at] ^= flip
    with pytest.raises(BadEnvelope):
        verify(bytes(changed), VERIFY)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data):
    with pytest.raises(BadEnvelope):
        verify(data, VERIFY)


def test_an_answer_larger_than_64_kibibytes_is_refused():
    with pytest.raises(BadEnvelope, match="64 KiB"):
        verify(b"\x00" * (LARGEST + 1), VERIFY)


@pytest.mark.parametrize("refused", [(0,), (5, 3), (3, 3)])
def test_refused_numbers_that_make_no_sense_are_not_signed(refused):
    with pytest.raises(BadEnvelope):
        sign(Answer("yuexi-0007", b"12345678", 9, 1, refused), SIGNING)
