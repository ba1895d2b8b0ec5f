"""Questions to the panel and its replies: nobody else reads them, nor how much was written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import sodium_pad
from nacl.public import PublicKey, SealedBox

from sync import cbor
from sync.errors import BadEnvelope
from sync.keys import generate_sealing_key
from sync.questions import (
    LONGEST_QUESTION,
    LONGEST_REPLY,
    QUESTION_BYTES,
    Question,
    Reply,
    sealed_part,
)

PRIVATE, PUBLIC = generate_sealing_key()
QUESTION = Question("A-7", "4-7", "她这一周不说话，怎么办？", PUBLIC)
REPLY = Reply("A-7", b"epoch--1", 3, "陪她画画，不要问。")

texts = st.text("她这一周不说话，怎么办？abc", min_size=1, max_size=40)


@given(texts, texts)
def test_what_is_asked_and_said_is_read_as_it_was_written_and_is_always_as_long(asked, said):
    question, reply = replace(QUESTION, text=asked), replace(REPLY, text=said)
    sealed = question.sealed(PUBLIC), reply.sealed(PUBLIC)
    assert Question.opened(sealed[0], PRIVATE) == question
    assert Reply.opened(sealed[1], PRIVATE) == reply
    assert [len(one) for one in sealed] == [len(QUESTION.sealed(PUBLIC)), len(REPLY.sealed(PUBLIC))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"case": ""},
        {"case": "A" * 17},
        {"band": ""},
        {"band": "4" * 9},
        {"text": ""},
        {"text": "她" * (LONGEST_QUESTION + 1)},
        # So many characters may be asked, but these take four bytes each.
        {"text": "𠀀" * LONGEST_QUESTION, "case": "𠀀" * 16, "band": "𠀀" * 8},
        {"reply_key": PUBLIC[1:]},
        {"reply_key": "k" * 32},
    ],
)
def test_what_cannot_be_asked_is_not_sealed(wrong):
    with pytest.raises(BadEnvelope):
        replace(QUESTION, **wrong).sealed(PUBLIC)


@pytest.mark.parametrize(
    "wrong",
    [{"epoch": b"epoch"}, {"seq": 0}, {"seq": True}, {"text": "她" * (LONGEST_REPLY + 1)}],
)
def test_what_cannot_be_said_is_not_sealed(wrong):
    with pytest.raises(BadEnvelope):
        replace(REPLY, **wrong).sealed(PUBLIC)


def test_the_longest_of_both_fit():
    replace(QUESTION, text="她" * LONGEST_QUESTION).sealed(PUBLIC)
    replace(REPLY, text="她" * LONGEST_REPLY).sealed(PUBLIC)


def test_nothing_is_sealed_to_what_is_no_key_nor_opened_by_anybody_else():
    with pytest.raises(BadEnvelope):
        QUESTION.sealed(bytes(32))
    for sealed in (QUESTION.sealed(PUBLIC), b"", b"x" * 100):
        with pytest.raises(BadEnvelope):
            Question.opened(sealed, generate_sealing_key()[0])


@pytest.mark.parametrize("value", [["A-7"], "A-7", None, {"c": "A-7"}])
def test_what_was_sealed_but_is_no_question_is_refused(value):
    padded = sodium_pad(cbor.encode(value), QUESTION_BYTES)
    with pytest.raises(BadEnvelope):
        Question.opened(bytes(SealedBox(PublicKey(PUBLIC)).encrypt(padded)), PRIVATE)


def test_an_envelope_without_anything_sealed_asks_nothing():
    assert sealed_part({"s": b"sealed"}) == b"sealed"
    for payload in ({}, {"s": b""}, {"s": "sealed"}):
        with pytest.raises(BadEnvelope):
            sealed_part(payload)
