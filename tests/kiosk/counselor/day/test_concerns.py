"""Consider a quiet chat, as the counselor meets it: why, we have talked, later, and again."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from kiosk.counselor.day import concern_words
from kiosk.domain.children import Child
from kiosk.domain.concern import Concern, Reason, Snooze
from kiosk.domain.consent import Purpose
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store.attendance import moods, visits
from kiosk.store.work import snoozes
from tests.cast import Hands, add_child
from tests.kiosk.counselor.panel import audited, count, post

HEADING = "可以找机会单独聊聊"
SAD = "最近 3 次里有 3 次点了最难过的表情。"


def feel(house: House, child: Child, *faces: Face) -> None:
    with house.database.transaction() as db:
        visits.check_in(db, child.id, house.clock())
        for face in faces:
            moods.keep(db, house.vault, child.id, face, house.clock())


@pytest.fixture
def sad(unlocked: House, panda: Child) -> Child:
    """The panda, who tapped the saddest face three times."""
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    return panda


def today(client: FlaskClient) -> str:
    return client.get("/counselor/").text


def snooze(house: House, child: Child) -> Snooze | None:
    with house.database.reading() as db:
        return snoozes.of_child(db, house.vault, child.id)


def test_without_a_reason_the_page_is_as_ever(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    feel(unlocked, panda, Face.LOW, Face.HIGH)
    assert HEADING not in today(client)


def test_who_and_why_stand_on_the_page_today(client: FlaskClient, sad: Child) -> None:
    text = today(client)
    section = text.split(HEADING)[1].split("</section>")[0]
    assert SAD in section
    assert sad.nickname in section
    assert "3 周" not in section


@pytest.mark.parametrize(
    ("concern", "zh", "en"),
    [
        (
            Concern(Reason.LOWEST, 3, 5),
            "最近 5 次里有 3 次点了最难过的表情。",
            "3 of the last 5 answers were the saddest face.",
        ),
        (
            Concern(Reason.FALL, 5, 20),
            "最近 5 次的心情明显比平时低。",
            "The last 5 answers are clearly lower than usual.",
        ),
        (
            Concern(Reason.ABSENCE, 8, 2),
            "最近 8 个开放日都没有来；以前最多连着 2 个开放日没来。",
            "It missed the last 8 open days; before, 2 in a row at most.",
        ),
        (
            Concern(Reason.ABSENCE, 6, 0),
            "最近 6 个开放日都没有来；以前每个开放日都来。",
            "It missed the last 6 open days; before, it came on each.",
        ),
    ],
)
def test_each_reason_is_one_plain_sentence(
    client: FlaskClient, concern: Concern, zh: str, en: str
) -> None:
    from flask_babel import force_locale

    with client.application.test_request_context():
        for locale, sentence in (("zh_Hans", zh), ("en", en)):
            with force_locale(locale):
                assert concern_words.why(concern) == sentence


def test_having_talked_leads_to_a_follow_up_and_is_not_suggested_for_two_weeks(
    client: FlaskClient, unlocked: House, sad: Child, hands: Hands
) -> None:
    answer = post(client, "/concerns/talked", child=sad.id)
    assert answer.location == f"/counselor/children/{sad.id}/cases/follow_up/new"
    assert "如果还有事要做" in client.get(answer.location).text
    talked = date(2026, 11, 24)
    assert snooze(unlocked, sad) == Snooze(date(2026, 12, 8), talked=talked)
    assert HEADING not in today(client)
    page = client.get(f"/counselor/children/{sad.id}").text
    assert "您在 2026年11月24日 和孩子聊过。" in page
    hands.forward(days=14)
    assert "不再提醒" not in client.get(f"/counselor/children/{sad.id}").text
    assert SAD in today(client)
    assert count(unlocked, "snoozes") == 0


@pytest.mark.parametrize(
    ("weeks", "until"), [("1", "12月1日"), ("2", "12月8日"), ("4", "12月22日")]
)
def test_later_is_in_one_two_or_four_weeks(
    client: FlaskClient, unlocked: House, sad: Child, weeks: str, until: str
) -> None:
    assert post(client, "/concerns/later", child=sad.id, weeks=weeks).location == "/counselor/"
    kept = snooze(unlocked, sad)
    assert kept == Snooze(date(2026, 11, 24) + timedelta(weeks=int(weeks)))
    assert HEADING not in today(client)
    page = client.get(f"/counselor/children/{sad.id}").text
    assert f"2026年{until} 以前不再提醒单独聊聊。" in page
    assert "和孩子聊过" not in page


def test_what_was_put_off_by_a_clock_a_year_ahead_is_suggested_once_the_clock_is_right(
    client: FlaskClient, hands: Hands, sad: Child
) -> None:
    hands.at += timedelta(days=365)
    post(client, "/concerns/later", child=sad.id, weeks="4")
    assert SAD not in today(client)
    hands.at -= timedelta(days=365)
    assert SAD in today(client)


def test_it_can_be_suggested_again_from_the_childs_page(
    client: FlaskClient, unlocked: House, sad: Child
) -> None:
    post(client, "/concerns/later", child=sad.id, weeks="4")
    answer = post(client, "/concerns/end", child=sad.id)
    assert answer.location == f"/counselor/children/{sad.id}"
    assert "不再提醒" not in client.get(answer.location).text
    assert SAD in today(client)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/concerns/talked", {}),
        ("/concerns/later", {"weeks": "2"}),
        ("/concerns/end", {}),
    ],
)
@pytest.mark.parametrize("made_up", ["nobody", "", "0" * 32, "../x"])
def test_a_child_that_is_not_there_is_one_sentence_and_changes_nothing(
    client: FlaskClient, unlocked: House, path: str, form: dict[str, str], made_up: str
) -> None:
    before = count(unlocked, "audit")
    answer = post(client, path, child=made_up, **form)
    assert answer.status_code == 404
    assert "这里没有这个孩子" in answer.text
    assert (count(unlocked, "snoozes"), count(unlocked, "audit")) == (0, before)


@pytest.mark.parametrize("weeks", ["", "0", "3", "-1", "52", "two", "1.5"])
def test_another_time_than_those_offered_is_refused(
    client: FlaskClient, unlocked: House, sad: Child, weeks: str
) -> None:
    answer = post(client, "/concerns/later", child=sad.id, weeks=weeks)
    assert answer.status_code == 400
    assert answer.text.count("什么也没有保存。") == 1
    assert snooze(unlocked, sad) is None


@pytest.mark.parametrize("path", ["/concerns/talked", "/concerns/later", "/concerns/end"])
def test_a_forged_form_changes_nothing(
    client: FlaskClient, unlocked: House, sad: Child, path: str
) -> None:
    form = {"child": sad.id, "weeks": "1"}
    assert client.post(f"/counselor{path}", data=form).status_code == 400
    assert count(unlocked, "snoozes") == 0


def test_each_step_is_noted_as_a_record_and_no_line_tells_of_whom(
    client: FlaskClient, unlocked: House, sad: Child
) -> None:
    before = len(audited(unlocked))
    post(client, "/concerns/later", child=sad.id, weeks="1")
    post(client, "/concerns/end", child=sad.id)
    assert audited(unlocked)[before:] == [
        ("added case record", "a record"),
        ("deleted case record", "a record"),
    ]


def test_who_always_taps_the_same_face_is_not_reliable_beside_the_face(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    feel(unlocked, panda, *[Face.HIGH] * 9)
    assert "不一定可靠" not in today(client)
    feel(unlocked, panda, Face.HIGH)
    text = today(client)
    assert "不一定可靠：总是点同一个表情" in text
    with unlocked.database.transaction() as db:
        moods.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
    assert "不一定可靠" not in today(client)  # a skip is no face
    assert HEADING not in text


def test_more_than_four_are_folded_away(client: FlaskClient, unlocked: House) -> None:
    for number in range(5):
        child = add_child(unlocked, f"孩{number}", keeps=set(Purpose), birth=date(2020, 3, 14))
        feel(unlocked, child, Face.LOW, Face.LOW, Face.LOW)
    text = today(client)
    assert text.count(SAD) == 5
    assert "还有 1 项" in text
