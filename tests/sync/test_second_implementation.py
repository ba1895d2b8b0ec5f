"""Who writes an end of the wire from PROTOCOL.md alone and ours read each other."""

import json
import re
from datetime import date
from hashlib import blake2b
from pathlib import Path

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_sign_seed_keypair

from tests.sync import second
from tests.sync.second import (
    Refused,
    confirm,
    count_answers,
    name_keys,
    read_again,
    read_answer,
    read_cbor,
    read_change,
    read_day,
    read_envelope,
    read_header,
    read_month,
    read_sealed,
    read_settings,
    write_answer,
    write_change,
    write_envelope,
    write_sealed,
)

VECTORS = Path(__file__).parent / "vectors"
KEYS = {
    name: bytes.fromhex(key)
    for name, key in json.loads((VECTORS / "keys.json").read_text()).items()
}


def cases(name, verdict):
    vectors = json.loads((VECTORS / name).read_text(encoding="utf-8"))[verdict]
    return pytest.mark.parametrize("one", vectors, ids=lambda one: one["name"])


@cases("envelopes.json", "good")
def test_it_reads_and_writes_the_same_envelopes(one):
    data = bytes.fromhex(one["envelope"])
    house, epoch, seq, kind, payload = read_envelope(data, KEYS)
    assert (house, epoch.hex(), seq, kind) == (one["house"], one["epoch"], one["seq"], one["kind"])
    assert cbor2.dumps(payload, canonical=True).hex() == one["payload"]
    assert write_envelope(house, epoch, seq, kind, payload, KEYS) == data
    assert blake2b(data, digest_size=32).hexdigest() == one["fingerprint"]


def test_it_reads_what_comes_once_more_whoever_signed_it():
    vectors = json.loads((VECTORS / "envelopes.json").read_text(encoding="utf-8"))["good"]
    first, again = vectors[0], next(one for one in vectors if one["kind"] == "again")
    payload = read_cbor(bytes.fromhex(again["payload"]))
    epoch, seq, kind, inner = read_again(again["house"], payload, KEYS)
    assert (epoch.hex(), seq, kind) == (first["epoch"], 1, "day")
    assert cbor2.dumps(inner, canonical=True).hex() == first["payload"]
    with pytest.raises(Refused):
        read_again("yuexi-0008", payload, KEYS)


def test_it_names_the_keys_of_headquarters_alike():
    (one,) = json.loads((VECTORS / "messages.json").read_text(encoding="utf-8"))["keys"]
    assert name_keys(read_cbor(bytes.fromhex(one["content"]))).hex() == one["mark"]


@cases("envelopes.json", "bad")
def test_it_refuses_the_same_envelopes(one):
    with pytest.raises(Refused):
        read_envelope(bytes.fromhex(one["envelope"]), KEYS)


@cases("changes.json", "good")
def test_it_reads_and_writes_the_same_changes_of_keys(one):
    header = ("yuexi-0007", bytes.fromhex("0102030405060708"), one["seq"])
    payload = read_cbor(bytes.fromhex(one["payload"]))
    written = write_change(*header, KEYS["house_next_signing_key"])
    assert {key: payload[key] for key in written} == written
    assert read_change(payload, *header) == written["k"]


@cases("changes.json", "bad")
def test_it_refuses_the_same_changes_of_keys(one):
    payload = read_cbor(bytes.fromhex(one["payload"]))
    with pytest.raises(Refused):
        read_change(payload, "yuexi-0007", bytes.fromhex("0102030405060708"), one["seq"])


@cases("later.json", "good")
def test_it_reads_the_header_of_a_later_version(one):
    (version, house, epoch, seq, kind), _ = read_header(bytes.fromhex(one["envelope"]), KEYS)
    assert (version, house, epoch.hex()) == (one["version"], one["house"], one["epoch"])
    assert (seq, kind) == (one["seq"], one["kind"])


@cases("later.json", "bad")
def test_it_keeps_no_envelope_whose_header_is_wrong(one):
    with pytest.raises(Refused):
        read_header(bytes.fromhex(one["envelope"]), KEYS)


@cases("answers.json", "good")
def test_it_reads_and_writes_the_same_answers(one):
    data = bytes.fromhex(one["answer"])
    said = read_answer(data, KEYS)
    assert said[2:5] == (one["accepted"], one["at"], one["refused"])
    assert write_answer(*said, KEYS) == data


@pytest.mark.parametrize(
    ("what", "length", "name"), [("questions", 4096, "panel"), ("replies", 8192, "reply")]
)
def test_it_seals_and_opens_what_experts_and_counselors_write(what, length, name):
    public, private = KEYS[f"{name}_key"], KEYS[f"{name}_private_key"]
    vectors = json.loads((VECTORS / "messages.json").read_text(encoding="utf-8"))
    for one in vectors[what]:
        sealed = bytes.fromhex(one["sealed"])
        record = read_sealed(sealed, length, public, private)
        in_hex = {key: one.hex() if type(one) is bytes else one for key, one in record.items()}
        assert in_hex == one["record"]
        assert write_sealed(record, length, public, KEYS) == sealed


def test_it_reads_the_same_settings():
    vectors = json.loads((VECTORS / "messages.json").read_text(encoding="utf-8"))["settings"]
    for one in vectors["good"]:
        found, means = read_settings(read_cbor(bytes.fromhex(one["bytes"]))), one["means"]
        assert found.items() <= means.items() or one["name"] == "one of a later version"
    for one in vectors["bad"]:
        with pytest.raises(Refused):
            read_settings(read_cbor(bytes.fromhex(one["bytes"])))


@cases("answers.json", "bad")
def test_it_refuses_the_same_answers(one):
    with pytest.raises(Refused):
        read_answer(bytes.fromhex(one["answer"]), KEYS)


@cases("days.json", "good")
def test_it_reads_the_same_days(one):
    day, minutes, present, newcomers, clock, health = read_day(
        read_cbor(bytes.fromhex(one["payload"]))
    )
    means = one["means"]
    assert (day, minutes, present) == (means["d"], means["m"], means["p"])
    assert (newcomers, clock, health) == (means["n"], means["c"], means["h"])


@cases("days.json", "bad")
def test_it_refuses_the_same_days(one):
    with pytest.raises(Refused):
        read_day(read_cbor(bytes.fromhex(one["payload"])))


@cases("months.json", "good")
def test_it_reads_the_same_months(one):
    month = read_month(read_cbor(bytes.fromhex(one["payload"])))
    assert month == {key: one["means"][key] for key in month}


@cases("months.json", "bad")
def test_it_refuses_the_same_months(one):
    with pytest.raises(Refused):
        read_month(read_cbor(bytes.fromhex(one["payload"])))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 6)), max_size=40))
def test_the_two_implementations_count_the_same_answers(children):
    from sync import disclosure

    told = disclosure.publish((band, bytes([die - 1])) for band, die in children)
    assert count_answers(children) == (list(told) if told else None)


def test_the_two_implementations_read_each_other():
    from sync import answer, envelope
    from sync.summary import DaySummary

    day = DaySummary(date(2026, 11, 24), 415, 23, 1, "trusted", {"disk_free_mb": 11873})
    ours = envelope.Envelope("yuexi-0007", b"8 bytes!", 9, "day", day.payload())
    data = envelope.mint(ours, KEYS["house_signing_key"], KEYS["hq_sealing_key"])
    *header, payload = read_envelope(data, KEYS)
    assert header == ["yuexi-0007", b"8 bytes!", 9, "day"]
    assert read_day(payload) == ("2026-11-24", 415, 23, 1, 2, {"disk_free_mb": 11873})

    theirs = write_answer("yuexi-0007", b"8 bytes!", 9, 1795483200, [4], [], KEYS)
    said = answer.verify(theirs, KEYS["hq_verify_key"])
    assert said == answer.Answer("yuexi-0007", b"8 bytes!", 9, 1795483200, (4,))


def test_the_two_implementations_set_the_same():
    from sync.directions import Directions

    vectors = json.loads((VECTORS / "messages.json").read_text(encoding="utf-8"))["settings"][
        "good"
    ]
    for one in vectors:
        content = read_cbor(bytes.fromhex(one["bytes"]))
        ours = Directions.from_content(content).content()
        theirs = read_settings(content)
        for line in theirs.get("h", []):
            line.pop("z", None)
        assert ours == {key: value for key, value in theirs.items() if value or key in "ag"}


def test_the_two_implementations_confirm_with_the_same_code():
    from sync import confirmation

    signing_key, hq_key = KEYS["house_signing_key"], KEYS["hq_private_key"]
    secret = confirmation.secret_of_house(signing_key, KEYS["hq_sealing_key"])
    verify_key, _ = crypto_sign_seed_keypair(signing_key)
    told = ("yuexi-0007", b"8 bytes!", 9)
    code, alone = (confirmation.code(secret, *told, alone=one) for one in (False, True))
    assert confirm(*told, verify_key, hq_key) == code
    assert confirm(*told, verify_key, hq_key, b"aiyou alone") == alone


def test_it_imports_nothing_of_ours_for_its_own_code():
    own = Path(second.__file__).read_text(encoding="utf-8")
    assert not re.search(
        r"^\s*(from|import) (sync|tests|kiosk|games|hardware)\b", own, re.MULTILINE
    )
