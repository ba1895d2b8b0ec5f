import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import cbor
from sync.errors import BadEnvelope

SINGLE = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.binary(max_size=40)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
)
PLAIN = st.recursive(
    SINGLE,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc€", max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_what_is_written_is_read_the_same(value):
    assert cbor.decode(cbor.encode(value)) == value


@given(st.binary(max_size=60))
@settings(max_examples=2000)
def test_any_bytes_are_refused_or_in_their_one_form(data):
    try:
        value = cbor.decode(data)
    except BadEnvelope:
        return
    assert cbor.encode(value) == data


@given(PLAIN, st.data())
@settings(max_examples=500)
def test_changed_bytes_are_refused_or_in_their_one_form(value, data):
    written = bytearray(cbor.encode(value))
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] = data.draw(st.integers(0, 255))
    try:
        read = cbor.decode(bytes(written))
    except BadEnvelope:
        return
    assert cbor.encode(read) == written


@pytest.mark.parametrize(
    "value", [1.5, 2**63, -(2**63) - 1, {1: 2}, {b"a": 1}, {"a": {1, 2}}, object(), "\ud800"]
)
def test_what_does_not_travel_is_not_written(value):
    with pytest.raises(BadEnvelope):
        cbor.encode(value)


@pytest.mark.parametrize("opener", [b"\x81", b"\xa1\x61a", b"\xc1", b"\xd8\x23"])
def test_deep_nesting_is_refused(opener):
    with pytest.raises(BadEnvelope):
        cbor.decode(opener * 5000 + b"\x00")


@pytest.mark.parametrize(
    "hostile",
    [
        "9bffffffffffffffff",
        "5bffffffffffffffff",
        "bbffffffffffffffff",
        "c4821a7fffffff01",
        "c5821a7fffffff01",
        "d8236428612b2924",
        "c249010000000000000000",
    ],
)
def test_bytes_that_promise_too_much_are_refused_at_once(hostile):
    with pytest.raises(BadEnvelope):
        cbor.decode(bytes.fromhex(hostile))
