import json
from pathlib import Path
from typing import Any

import pytest

from sync import answer, batch, cbor, enrol_codec, envelope
from sync.directions import Directions
from sync.errors import BadEnvelope
from sync.keys import hq_keys
from sync.keys.key_change import KeyChange
from sync.messages import Bulletin
from sync.month_summary import MonthSummary
from sync.questions import Question, Reply
from sync.summary import DaySummary
from tests.sync import write_vectors

VECTORS = Path(__file__).parent / "vectors"


def read(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


KEYS = {name: bytes.fromhex(key) for name, key in read("keys.json").items()}


def named(one: dict[str, Any]) -> str:
    return str(one["name"])


def test_the_vectors_are_what_their_script_writes():
    assert {path.name for path in VECTORS.iterdir()} == set(write_vectors.vectors())
    for name, content in write_vectors.vectors().items():
        assert (VECTORS / name).read_text(encoding="utf-8") == write_vectors.written(content)


@pytest.mark.parametrize("one", read("envelopes.json")["good"], ids=named)
def test_a_good_envelope_opens(one):
    data = bytes.fromhex(one["envelope"])
    opened = envelope.open_envelope(data, KEYS["house_verify_key"], KEYS["hq_private_key"])
    assert opened == envelope.Envelope(
        one["house"],
        bytes.fromhex(one["epoch"]),
        one["seq"],
        one["kind"],
        cbor.decode(bytes.fromhex(one["payload"])),
    )
    assert envelope.fingerprint(data).hex() == one["fingerprint"]


@pytest.mark.parametrize("one", read("envelopes.json")["bad"], ids=named)
def test_a_bad_envelope_is_refused(one):
    with pytest.raises(BadEnvelope):
        envelope.open_envelope(
            bytes.fromhex(one["envelope"]), KEYS["house_verify_key"], KEYS["hq_private_key"]
        )


@pytest.mark.parametrize("one", read("later.json")["good"], ids=named)
def test_an_envelope_of_a_later_version_shows_its_header(one):
    data = bytes.fromhex(one["envelope"])
    envelope.verify(data, KEYS["house_verify_key"])
    epoch = bytes.fromhex(one["epoch"])
    assert envelope.peek(data) == envelope.Seen(
        one["house"], epoch, one["seq"], one["kind"], b"", one["version"]
    )
    with pytest.raises(BadEnvelope, match="not known here"):
        envelope.open_envelope(data, KEYS["house_verify_key"], KEYS["hq_private_key"])


@pytest.mark.parametrize("one", read("later.json")["bad"], ids=named)
def test_what_is_no_envelope_of_a_later_version_is_refused(one):
    data = bytes.fromhex(one["envelope"])
    with pytest.raises(BadEnvelope):
        envelope.verify(data, KEYS["house_verify_key"])
        envelope.peek(data)


@pytest.mark.parametrize("one", read("changes.json")["good"], ids=named)
def test_a_good_change_of_keys_is_read_and_written(one):
    payload = cbor.decode(bytes.fromhex(one["payload"]))
    header = ("yuexi-0007", bytes.fromhex("0102030405060708"), one["seq"])
    told = KeyChange.from_payload(payload)
    told.check(*header)
    assert KeyChange.to(KEYS["house_next_signing_key"], *header) == told


@pytest.mark.parametrize("one", read("changes.json")["bad"], ids=named)
def test_a_bad_change_of_keys_is_refused(one):
    with pytest.raises(BadEnvelope):
        told = KeyChange.from_payload(cbor.decode(bytes.fromhex(one["payload"])))
        told.check("yuexi-0007", bytes.fromhex("0102030405060708"), one["seq"])


@pytest.mark.parametrize("one", read("answers.json")["good"], ids=named)
def test_a_good_answer_is_read_and_written(one):
    said = answer.Answer(
        one["house"],
        bytes.fromhex(one["epoch"]),
        one["accepted"],
        one["at"],
        tuple(one["refused"]),
        tuple(one["messages"]),
    )
    assert answer.verify(bytes.fromhex(one["answer"]), KEYS["hq_verify_key"]) == said
    assert answer.sign(said, KEYS["hq_signing_key"]).hex() == one["answer"]


@pytest.mark.parametrize("one", read("messages.json")["bulletins"]["good"], ids=named)
def test_a_good_bulletin_is_read_and_written(one):
    means = one["means"]
    bulletin = Bulletin.from_content(cbor.decode(bytes.fromhex(one["bytes"])))
    assert bulletin.content() == {key: value for key, value in means.items() if key in "abte"}


@pytest.mark.parametrize("one", read("messages.json")["bulletins"]["bad"], ids=named)
def test_a_bad_bulletin_is_refused(one):
    with pytest.raises(BadEnvelope):
        content = cbor.decode(bytes.fromhex(one["bytes"]))
        Bulletin.from_content(content if isinstance(content, dict) else {})


@pytest.mark.parametrize("one", read("messages.json")["settings"]["good"], ids=named)
def test_good_settings_are_read_and_written(one):
    means, later = one["means"], {"z", "moons"}
    written = Directions.from_content(cbor.decode(bytes.fromhex(one["bytes"]))).content()
    for key in ("a", "g"):
        assert written.get(key) == means.get(key)
    assert written.get("t", {}).keys() == means.get("t", {}).keys() - later
    assert written.get("t", {}).items() <= means.get("t", {}).items()
    lines = [line for line in means.get("h", []) if line.get("k") != "police"]
    assert written.get("h", []) == [
        {key: value for key, value in line.items() if key not in later} for line in lines
    ]


@pytest.mark.parametrize("one", read("messages.json")["settings"]["bad"], ids=named)
def test_bad_settings_are_refused(one):
    with pytest.raises(BadEnvelope):
        content = cbor.decode(bytes.fromhex(one["bytes"]))
        Directions.from_content(content if isinstance(content, dict) else {})


def test_headquarters_tells_its_keys_and_a_house_names_them():
    (one,) = read("messages.json")["keys"]
    pair = KEYS["hq_sealing_key"], KEYS["hq_verify_key"]
    assert cbor.encode(hq_keys.content(*pair)).hex() == one["content"]
    assert hq_keys.mark(*pair).hex() == one["mark"]


def test_a_question_and_a_reply_open():
    vectors = read("messages.json")
    (asked,), (answered,) = vectors["questions"], vectors["replies"]
    question = Question.opened(bytes.fromhex(asked["sealed"]), KEYS["panel_private_key"])
    assert (question.case, question.band, question.text, question.reply_key.hex()) == tuple(
        asked["record"][key] for key in "caqk"
    )
    reply = Reply.opened(bytes.fromhex(answered["sealed"]), KEYS["reply_private_key"])
    assert (reply.case, reply.epoch.hex(), reply.seq, reply.text) == tuple(
        answered["record"][key] for key in "cent"
    )


@pytest.mark.parametrize("one", read("answers.json")["bad"], ids=named)
def test_a_bad_answer_is_refused(one):
    with pytest.raises(BadEnvelope):
        answer.verify(bytes.fromhex(one["answer"]), KEYS["hq_verify_key"])


@pytest.mark.parametrize("one", read("days.json")["good"], ids=named)
def test_a_good_day_is_read(one):
    means = one["means"]
    day = DaySummary.from_payload(cbor.decode(bytes.fromhex(one["payload"])))
    known = {key: value for key, value in means.items() if key in "cdhmnp"}
    assert day.payload() == known


@pytest.mark.parametrize("one", read("days.json")["bad"], ids=named)
def test_a_bad_day_is_refused(one):
    payload = cbor.decode(bytes.fromhex(one["payload"]))
    with pytest.raises(BadEnvelope):
        DaySummary.from_payload(payload)


@pytest.mark.parametrize("one", read("months.json")["good"], ids=named)
def test_a_good_month_is_read(one):
    month = MonthSummary.from_payload(cbor.decode(bytes.fromhex(one["payload"])))
    assert month.payload() == {key: one["means"][key] for key in one["means"] if key != "z"}


@pytest.mark.parametrize("one", read("months.json")["bad"], ids=named)
def test_a_bad_month_is_refused(one):
    payload = cbor.decode(bytes.fromhex(one["payload"]))
    with pytest.raises(BadEnvelope):
        MonthSummary.from_payload(payload)


def test_a_good_enrolment_is_read_and_written():
    vectors = read("enrolment.json")
    asked = bytes.fromhex(vectors["requests"]["good"][0]["bytes"])
    given = bytes.fromhex(vectors["responses"]["good"][0]["bytes"])
    assert enrol_codec.encode_request(enrol_codec.decode_request(asked)) == asked
    assert enrol_codec.encode_response(enrol_codec.decode_response(given)) == given
    refusal = bytes.fromhex(vectors["errors"]["good"][0]["bytes"])
    assert enrol_codec.decode_error(refusal) == "Used already."


@pytest.mark.parametrize("one", read("enrolment.json")["requests"]["good"], ids=named)
def test_a_good_request_to_enrol_is_understood(one):
    asked, means = enrol_codec.decode_request(bytes.fromhex(one["bytes"])), one["means"]
    assert (asked.code, asked.name) == (means["code"], means.get("name", ""))
    assert (asked.epoch.hex(), asked.verify_key.hex()) == (means["epoch"], means["verify_key"])


@pytest.mark.parametrize("one", read("enrolment.json")["responses"]["good"], ids=named)
def test_a_good_response_to_enrol_is_understood(one):
    given, means = enrol_codec.decode_response(bytes.fromhex(one["bytes"])), one["means"]
    assert (given.house, given.name, given.at) == (means["house"], means["name"], means["at"])
    keys = (given.sealing_key, given.verify_key, given.recovery_key or b"", given.panel_key or b"")
    assert tuple(key.hex() for key in keys) == (
        means["sealing_key"],
        means["verify_key"],
        means["recovery_key"] or "",
        means.get("panel_key") or "",
    )


@pytest.mark.parametrize("one", read("enrolment.json")["requests"]["bad"], ids=named)
def test_a_bad_request_to_enrol_is_refused(one):
    with pytest.raises(BadEnvelope):
        enrol_codec.decode_request(bytes.fromhex(one["bytes"]))


@pytest.mark.parametrize("one", read("enrolment.json")["responses"]["bad"], ids=named)
def test_a_bad_response_to_enrol_is_refused(one):
    with pytest.raises(BadEnvelope):
        enrol_codec.decode_response(bytes.fromhex(one["bytes"]))


def test_an_error_without_a_sentence_is_none():
    (bad,) = read("enrolment.json")["errors"]["bad"]
    assert enrol_codec.decode_error(bytes.fromhex(bad["bytes"])) is None
    assert enrol_codec.decode_error(b"<html>") is None


def test_a_good_batch_is_read_and_written():
    (good,) = read("batches.json")["good"]
    envelopes = [bytes.fromhex(one) for one in good["envelopes"]]
    assert batch.decode(bytes.fromhex(good["bytes"])) == envelopes
    assert batch.encode(envelopes).hex() == good["bytes"]


@pytest.mark.parametrize("one", read("batches.json")["bad"], ids=named)
def test_a_bad_batch_is_refused(one):
    with pytest.raises(BadEnvelope):
        batch.decode(bytes.fromhex(one["bytes"]))


@pytest.mark.parametrize("envelopes", [[], [b"x"] * 101])
def test_a_batch_of_none_or_too_many_is_not_written(envelopes):
    with pytest.raises(BadEnvelope):
        batch.encode(envelopes)


def test_a_batch_above_two_mebibytes_is_refused():
    with pytest.raises(BadEnvelope, match="2 MiB"):
        batch.decode(b"\x00" * (batch.LARGEST + 1))
