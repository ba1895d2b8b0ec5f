"""The expert panel: what a counselor asks is sealed to it, what it answers to the house alone."""

import pytest
from sqlalchemy import select

from sync.errors import BadEnvelope
from sync.hq.answer import consulting
from sync.hq.answer.consulting import Asked
from sync.hq.errors import Refused
from sync.hq.store.schema import metadata
from sync.messages import PANEL, REPLY
from sync.questions import LONGEST_QUESTION, LONGEST_REPLY, Question, Reply
from tests.sync.hq.cast import Office, SpeakingHouse

TEXT = "孩子连续一周不说话，怎么办？"
ANSWER = "先陪他做他喜欢的事，不追问。"


def waiting(office: Office) -> list[Asked]:
    with office.hq.database.reading() as connection:
        return consulting.open_questions(connection, office.hq.ring.panel_keys)


def reply(office: Office, tag: str, text: str = ANSWER) -> None:
    with office.hq.database.transaction() as connection:
        key, now = office.hq.ring.panel_keys, office.hq.clock()
        consulting.answer(connection, key, tag, text, "chen", now)


def asking(office: Office) -> SpeakingHouse:
    house = office.enrolled_house()
    office.send(house.ask(1), house.question(2, office.hq.ring.panel_public, TEXT))
    return house


def test_a_question_is_read_by_the_panel_and_answered_to_the_house_alone(office: Office) -> None:
    house = asking(office)
    (asked,) = waiting(office)
    assert (asked.county, asked.question) == (
        "yuexi",
        Question("7K3M", "8-10", TEXT, house.reply_keys[1]),
    )
    reply(office, asked.tag)
    assert waiting(office) == []
    panel, (number, kind, content) = office.send(house.ask(3)).messages
    assert (panel[1], number, kind, set(content)) == (PANEL, 2, REPLY, {"a", "s"})
    assert Reply.opened(content["s"], house.reply_keys[0]) == Reply("7K3M", house.epoch, 2, ANSWER)
    for other in (office.hq.ring.sealing_key, office.hq.ring.panel_key):
        with pytest.raises(BadEnvelope):
            Reply.opened(content["s"], other)
    stranger = office.enrolled_house()
    assert [kind for _, kind, _ in office.send(stranger.ask(1)).messages] == [PANEL]


def test_the_same_question_twice_is_asked_once(office: Office) -> None:
    house = office.enrolled_house()
    letter = house.question(1, office.hq.ring.panel_public, TEXT)
    assert office.send(letter, letter).accepted == office.send(letter).accepted == 1
    assert len(waiting(office)) == 1


def test_nothing_of_what_was_said_is_in_the_database_in_clear(office: Office) -> None:
    asking(office)
    reply(office, waiting(office)[0].tag)
    with office.hq.database.reading() as connection:
        rows = [
            row for table in metadata.tables.values() for row in connection.execute(select(table))
        ]
    cells = [cell for row in rows for cell in row]
    seen = b"".join(one if isinstance(one, bytes) else str(one).encode() for one in cells)
    for secret in (TEXT, ANSWER, "7K3M", "8-10"):
        assert secret.encode() not in seen, secret


def test_all_that_was_asked_of_a_case_is_told_with_it(office: Office) -> None:
    house, other = asking(office), office.enrolled_house()
    key = office.hq.ring.panel_public
    first = waiting(office)[0].tag
    reply(office, first)
    office.send(
        house.question(3, key, "他开始说话了，还要注意什么？"),
        house.question(4, key, "另一个孩子", case="9QTX"),
    )
    office.send(other.question(1, key, "别家的同号个案"))
    follow_up = next(one for one in waiting(office) if "开始说话" in one.question.text)
    with office.hq.database.reading() as connection:
        meant, *others = consulting.case_of(connection, office.hq.ring.panel_keys, follow_up.tag)
    assert meant == follow_up
    assert [(one.tag, one.reply, one.replied_by) for one in others] == [(first, ANSWER, "chen")]


def test_a_question_is_answered_once(office: Office) -> None:
    asking(office)
    tag = waiting(office)[0].tag
    for text in ("", "字" * (LONGEST_REPLY + 1)):
        with pytest.raises(Refused, match="1 to 2000"):
            reply(office, tag, text)
    reply(office, tag, "🙂" * LONGEST_REPLY)
    with pytest.raises(Refused, match="meanwhile"):
        reply(office, tag)
    with pytest.raises(LookupError):
        reply(office, "nothing")


def test_what_cannot_be_opened_is_shown_as_that_and_hides_no_other(office: Office) -> None:
    house = office.enrolled_house()
    office.send(
        house.letter(1, "message", {"s": b"rubbish"}),
        house.question(2, office.hq.ring.sealing_public, TEXT),
        house.question(3, office.hq.ring.panel_public, TEXT),
    )
    assert [one.question is None for one in waiting(office)] == [True, True, False]
    with pytest.raises(Refused, match="cannot be opened"):
        reply(office, waiting(office)[0].tag)


def test_a_key_to_which_nothing_can_be_sealed_is_refused_in_one_sentence(office: Office) -> None:
    house = office.enrolled_house()
    house.reply_keys = (b"", bytes(32))
    office.send(house.question(1, office.hq.ring.panel_public, TEXT))
    with pytest.raises(Refused, match="its key is not right"):
        reply(office, waiting(office)[0].tag)


def test_a_message_that_seals_nothing_is_refused(office: Office) -> None:
    house = office.enrolled_house()
    for seq, content in enumerate(({}, {"s": "text"}, {"s": b""}), start=1):
        assert office.send(house.letter(seq, "message", content)).refused == (seq,)
    assert waiting(office) == []


def test_every_question_and_every_reply_has_one_length() -> None:
    key = bytes(range(32))
    for text in ("一", "字" * LONGEST_QUESTION, "🙂" * LONGEST_QUESTION):
        assert len(Question("C" * 16, "11-14", text, key).sealed(key)) == 4096 + 48
        assert len(Reply("C" * 16, b"8 bytes!", 2**62, text * 2).sealed(key)) == 8192 + 48
    with pytest.raises(BadEnvelope):
        Question("7K3M", "8-10", "字" * (LONGEST_QUESTION + 1), key).sealed(key)
