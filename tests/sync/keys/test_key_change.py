import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import BadEnvelope
from sync.keys import generate_signing_key
from sync.keys.key_change import KeyChange

SEED, VERIFY = generate_signing_key()
HEADERS = st.tuples(
    st.from_regex(r"[a-z0-9-]{3,32}", fullmatch=True),
    st.binary(min_size=8, max_size=8),
    st.integers(1, 2**63 - 1),
)


@given(HEADERS)
def test_a_change_is_read_as_it_was_written_and_holds_at_its_own_number(header):
    change = KeyChange.to(SEED, *header)
    assert KeyChange.from_payload(change.payload()) == change
    assert change.verify_key == VERIFY
    change.check(*header)


@given(HEADERS, HEADERS)
def test_a_proof_says_nothing_elsewhere(here, there):
    if here != there:
        with pytest.raises(BadEnvelope, match="signature"):
            KeyChange.to(SEED, *here).check(*there)


def test_nobody_can_call_another_key_its_own():
    stolen = KeyChange(
        generate_signing_key()[1], KeyChange.to(SEED, "yuexi-0007", b"8 bytes!", 1).proof
    )
    with pytest.raises(BadEnvelope):
        stolen.check("yuexi-0007", b"8 bytes!", 1)


@pytest.mark.parametrize(
    "payload",
    [{}, {"k": bytes(32)}, {"k": bytes(31), "p": bytes(64)}, {"k": bytes(32), "p": "x" * 64}],
)
def test_what_is_no_change_is_refused(payload):
    with pytest.raises(BadEnvelope):
        KeyChange.from_payload(payload)
