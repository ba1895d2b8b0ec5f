"""Messages down: what is no message is refused, and as many go as fit, the first always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import cbor
from sync.errors import BadEnvelope
from sync.instants import LAST
from sync.messages import (
    ANNOUNCEMENT,
    LONGEST_BODY,
    LONGEST_TITLE,
    ROOM,
    Ask,
    Bulletin,
    Message,
    fitting,
)

HOLIDAYS = Bulletin(1_795_000_000, "放假", "下周一放假。")
BOTH = Bulletin(1_795_000_000, "放假", "下周一放假。", "Holidays", "No one comes on Monday.")


def message(number, body=""):
    return Message(number, ANNOUNCEMENT, {"b": body})


@pytest.mark.parametrize("ask", [Ask(0), Ask(7), Ask(7, b"mark")])
def test_what_a_house_has_is_read_as_it_was_written(ask):
    assert Ask.from_payload(ask.payload()) == ask


@pytest.mark.parametrize("payload", [{}, {"m": -1}, {"m": True}, {"m": "7"}])
def test_what_a_house_has_is_a_number_from_nought(payload):
    with pytest.raises(BadEnvelope):
        Ask.from_payload(payload)


def test_a_mark_of_keys_that_is_none_counts_as_of_a_house_of_before():
    assert Ask.from_payload({"m": 7, "k": "mark"}) == Ask(7)


def test_a_message_of_a_kind_nobody_knows_yet_is_read():
    new = Message(1, "song", {"x": 1})
    assert Message.from_plain(new.plain()) == new


@pytest.mark.parametrize(
    "value",
    [None, [], [0, "a", {}], [True, "a", {}], [1, 2, {}], [1, "a", []], [1, "a", {}, 0], {"a": 1}],
)
def test_what_is_no_message_is_refused(value):
    with pytest.raises(BadEnvelope):
        Message.from_plain(value)


@pytest.mark.parametrize("bulletin", [HOLIDAYS, BOTH, Bulletin(LAST, "题" * 80, "文" * 2000)])
def test_a_bulletin_is_read_as_it_was_written(bulletin):
    assert Bulletin.from_content(bulletin.content()) == bulletin


@pytest.mark.parametrize(
    "changed",
    [
        {"a": -1},
        {"a": True},
        {"a": LAST + 1},
        {"t": ""},
        {"b": ""},
        {"t": "题" * (LONGEST_TITLE + 1)},
        {"b": "文" * (LONGEST_BODY + 1)},
        {"e": ["Holidays"]},
        {"e": ["Holidays", ""]},
        {"e": ["H" * (LONGEST_TITLE + 1), "No one comes."]},
    ],
)
def test_what_is_no_bulletin_is_refused(changed):
    with pytest.raises(BadEnvelope):
        Bulletin.from_content(BOTH.content() | changed)


def test_a_bulletin_is_told_in_english_only_where_somebody_wrote_that():
    mandarin = ("放假", "下周一放假。")
    assert BOTH.in_language("en") == ("Holidays", "No one comes on Monday.")
    assert BOTH.in_language("zh_Hans") == HOLIDAYS.in_language("en") == mandarin


def test_the_first_message_goes_however_long_it_is_and_none_is_passed_over():
    long = message(1, "x" * ROOM)
    assert fitting([long, message(2)]) == [long]
    assert fitting([message(1), message(2, "x" * ROOM), message(3)]) == [message(1)]
    assert fitting([]) == []


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(0, 200))
def test_as_many_go_as_there_is_room_for(lengths, room):
    all_ = [message(n, "x" * length) for n, length in enumerate(lengths, 1)]
    sizes = [len(cbor.encode(one.plain())) for one in all_]
    chosen = fitting(all_, room)
    assert chosen == all_[: len(chosen)]
    assert len(chosen) <= 1 or sum(sizes[: len(chosen)]) <= room
    assert len(chosen) == len(all_) or sum(sizes[: len(chosen) + 1]) > room
