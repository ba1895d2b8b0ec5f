import dataclasses
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from sync import cbor
from sync.envelope import (
    LARGEST,
    SEAL_BYTES,
    Envelope,
    Seen,
    fingerprint,
    mint,
    open_envelope,
    peek,
    unseal,
    verify,
)
from sync.errors import BadEnvelope
from sync.keys import generate_sealing_key, generate_signing_key, verify_key_of
from sync.summary import DaySummary

SIGNING, VERIFY = generate_signing_key()
PRIVATE, SEALING = generate_sealing_key()
LETTER = Envelope("yuexi-0007", b"12345678", 7, "day", {"a": [1, "b", b"c", None]})
MINTED = mint(LETTER, SIGNING, SEALING)


def test_what_is_minted_opens():
    assert open_envelope(MINTED, VERIFY, PRIVATE) == LETTER


def test_the_public_half_is_derived_from_the_private():
    assert verify_key_of(SIGNING) == VERIFY


def test_the_header_can_be_read_without_keys_and_the_payload_cannot():
    seen = peek(MINTED)
    assert (seen.house, seen.epoch, seen.seq, seen.kind) == ("yuexi-0007", b"12345678", 7, "day")
    with pytest.raises(BadEnvelope, match="not sealed to this headquarters"):
        open_envelope(MINTED, VERIFY, generate_sealing_key()[0])


def test_a_kind_that_is_not_known_opens():
    letter = dataclasses.replace(LETTER, kind="weather")
    assert open_envelope(mint(letter, SIGNING, SEALING), VERIFY, PRIVATE) == letter


def test_another_house_cannot_sign_for_this_one():
    forged = mint(LETTER, generate_signing_key()[0], SEALING)
    with pytest.raises(BadEnvelope, match="signature"):
        verify(forged, VERIFY)


@given(st.integers(0, len(MINTED) - 1), st.integers(0, 255))
@settings(max_examples=1000)
def test_a_changed_byte_is_refused(at, byte):
    changed = bytearray(MINTED)
    changed[at] = byte
    if bytes(changed) == MINTED:
        assert open_envelope(bytes(changed), VERIFY, PRIVATE) == LETTER
        return
    with pytest.raises(BadEnvelope):
        open_envelope(bytes(changed), VERIFY, PRIVATE)


@given(st.integers(0, len(MINTED)), st.integers(0, len(MINTED)), st.binary(max_size=20))
@settings(max_examples=500)
def test_cut_and_spliced_bytes_are_refused(start, end, between):
    spliced = MINTED[:start] + between + MINTED[end:]
    if spliced == MINTED:
        return
    with pytest.raises(BadEnvelope):
        open_envelope(spliced, VERIFY, PRIVATE)


@given(st.binary(max_size=200))
@example(b"\x00" * (LARGEST + 1))
def test_any_bytes_are_refused_in_one_sentence(data):
    for read in (peek, lambda data: open_envelope(data, VERIFY, PRIVATE)):
        with pytest.raises(BadEnvelope) as refusal:
            read(data)
        assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        {"house": "Yuexi"},
        {"house": "ab"},
        {"house": "y" * 33},
        {"epoch": b"short"},
        {"seq": 0},
        {"seq": 2**63},
        {"seq": True},
        {"kind": "a kind"},
        {"kind": ""},
        {"kind": "2nd"},
        {"kind": "a" * 17},
        {"payload": {"a": 1.5}},
        {"payload": {"a": b"\x00" * LARGEST}},
    ],
    ids=str,
)
def test_what_nobody_would_open_is_not_minted(change):
    with pytest.raises(BadEnvelope):
        mint(dataclasses.replace(LETTER, **change), SIGNING, SEALING)


@pytest.mark.parametrize(
    "change",
    [
        {"house": "a-1"},
        {"house": "y" * 32},
        {"seq": 1},
        {"seq": 2**63 - 1},
        {"kind": "a"},
        {"kind": "a" * 16},
        {"payload": {}},
    ],
    ids=str,
)
def test_the_longest_and_the_shortest_of_a_header_open(change):
    letter = dataclasses.replace(LETTER, **change)
    assert open_envelope(mint(letter, SIGNING, SEALING), VERIFY, PRIVATE) == letter


def test_an_envelope_of_sixteen_kibibytes_opens_and_none_of_a_byte_more():
    def filled(length):
        letter = dataclasses.replace(LETTER, payload={"a": b"\x00" * length})
        return mint(letter, SIGNING, SEALING)

    most = LARGEST - len(filled(1000)) + 1000
    assert len(filled(most)) == LARGEST
    assert len(open_envelope(filled(most), VERIFY, PRIVATE).payload["a"]) == most
    with pytest.raises(BadEnvelope, match="16 KiB"):
        filled(most + 1)


def test_what_is_sealed_opens_by_any_of_the_keys_of_headquarters():
    other, seen = generate_sealing_key()[0], peek(MINTED)
    assert unseal(seen, other, PRIVATE) == unseal(seen, PRIVATE, other) == LETTER.payload
    for keys in ((), (other,)):
        with pytest.raises(BadEnvelope, match="not sealed to this headquarters"):
            unseal(seen, *keys)


def test_a_seal_that_holds_no_map_is_refused():
    sealed = bytes(SealedBox(PublicKey(SEALING)).encrypt(cbor.encode([1, 2])))
    with pytest.raises(BadEnvelope, match="map"):
        unseal(Seen("yuexi-0007", b"12345678", 7, "day", sealed), PRIVATE)


def body_of(version, sealed=b"s" * (SEAL_BYTES + 1), fields=5):
    """The bytes of an envelope that nobody signed."""
    body = [version, "yuexi-0007", b"12345678", 7, "day", sealed]
    return cbor.encode(body[: fields + 1]) + bytes(64)


def test_of_a_later_version_the_header_is_read_and_nothing_opened():
    for fields in (4, 5):
        seen = peek(body_of(2, fields=fields))
        assert (seen.version, seen.seq, seen.kind, seen.sealed) == (2, 7, "day", b"")
        with pytest.raises(BadEnvelope, match="version"):
            unseal(seen, PRIVATE)


@pytest.mark.parametrize(
    "data",
    [
        body_of(0),
        body_of(True),
        body_of(1, fields=4),
        body_of(2, fields=3),
        body_of(1, sealed=b"s" * SEAL_BYTES),
        body_of(1, sealed="s" * 99),
        cbor.encode([]) + bytes(64),
        cbor.encode({"a": 1}) + bytes(64),
        cbor.encode([1, "yuexi-0007", b"12345678", 7, "day", b"s" * 49, 0]) + bytes(64),
    ],
)
def test_what_has_not_the_fields_of_its_version_is_no_envelope(data):
    with pytest.raises(BadEnvelope):
        peek(data)


def test_an_envelope_that_seals_one_byte_is_one():
    assert peek(body_of(1)).sealed == b"s" * (SEAL_BYTES + 1)


def test_an_envelope_larger_than_sixteen_kibibytes_is_refused():
    largest = dataclasses.replace(LETTER, payload={"a": b"\x00" * (LARGEST - 200)})
    assert len(mint(largest, SIGNING, SEALING)) <= LARGEST
    with pytest.raises(BadEnvelope, match="16 KiB"):
        peek(MINTED + b"\x00" * LARGEST)


def test_the_largest_day_takes_at_most_240_bytes():
    health = {"disk_free_mb": 999_999, "temperature_c": -20}
    day = DaySummary(date(2026, 11, 24), 1440, 9999, 255, "estimated", health)
    letter = Envelope("y" * 32, b"12345678", 2**32 - 1, "day", day.payload())
    assert len(mint(letter, SIGNING, SEALING)) <= 240


def test_fingerprints_tell_two_mintings_apart():
    assert fingerprint(MINTED) == fingerprint(MINTED)
    assert fingerprint(mint(LETTER, SIGNING, SEALING)) != fingerprint(MINTED)
