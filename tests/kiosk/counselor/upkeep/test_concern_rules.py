"""When to consider a quiet chat: set by tapping, at once, and all of it or nothing."""

import re

import pytest
from flask.testing import FlaskClient

from kiosk.domain.children import Child
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.moods import Face
from kiosk.house import House
from kiosk.store import settings
from tests.kiosk.counselor.day.test_concerns import HEADING, feel, today
from tests.kiosk.counselor.panel import Form, audited, post

PATH = "/concern-rules"
FORM: dict[str, Form] = {
    "lowest": "yes",
    "answers": "7",
    "lowest_answers": "4",
    "fall": "no",
    "fall_faces": "2",
    "answers_before": "10",
    "absence": "no",
    "days_missed": "8",
    "times_longer": "3",
    "weeks_known": "4",
    "straight_lining": "yes",
    "same_answers": "15",
}
WANTED = ConcernRules(
    answers=7, lowest_answers=4, fall=False, absence=False, days_missed=8, times_longer=3,
    weeks_known=4, same_answers=15,
)  # fmt: skip


def rules(house: House) -> ConcernRules:
    with house.database.reading() as db:
        return settings.concern_rules(db)


def test_everything_is_set_shown_again_and_noted(client: FlaskClient, unlocked: House) -> None:
    assert post(client, PATH, **FORM).location == f"/counselor{PATH}"
    assert rules(unlocked) == WANTED
    page = client.get(f"/counselor{PATH}").text
    shown = re.findall(r'<input checked [^>]*name="(\w+)" [^>]*value="(\w+)"', page)
    assert dict(shown) == FORM
    assert post(client, PATH, **FORM).status_code == 303
    assert [action for action, _ in audited(unlocked)].count("changed settings") == 1


def test_what_stands_in_the_form_is_what_holds(client: FlaskClient, unlocked: House) -> None:
    """The page as it comes, sent as it is, changes nothing."""
    from kiosk.counselor.upkeep.concern_rules_form import ConcernRulesForm

    with client.application.test_request_context():
        assert ConcernRulesForm(rules(unlocked)).wanted() == ConcernRules()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"answers": "4", "lowest_answers": "5"}, "不能比所看的回答次数还多。"),
        ({"answers": "6"}, "请选一项。"),
        ({"lowest": "perhaps"}, "请选一项。"),
        ({"days_missed": "-1"}, "请选一项。"),
        ({"same_answers": ""}, "请选一项。"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(
    client: FlaskClient, unlocked: House, wrong: dict[str, Form], sentence: str
) -> None:
    refused = post(client, PATH, **{**FORM, **wrong})
    assert refused.text.count(sentence) == 1
    assert "还没有保存" in refused.text
    assert rules(unlocked) == ConcernRules()
    assert "changed settings" not in dict(audited(unlocked))


def test_a_reason_that_is_switched_off_is_pointed_out_no_more(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    feel(unlocked, panda, Face.LOW, Face.LOW, Face.LOW)
    assert HEADING in today(client)
    post(client, PATH, **{**FORM, "lowest_answers": "3", "answers": "5", "lowest": "no"})
    assert HEADING not in today(client)


def test_one_tap_goes_back_to_what_was_set_at_first(client: FlaskClient, unlocked: House) -> None:
    post(client, PATH, **FORM)
    answer = post(client, f"{PATH}/first")
    assert "已恢复最初的设置。" in client.get(answer.location).text
    assert rules(unlocked) == ConcernRules()
    assert [action for action, _ in audited(unlocked)].count("changed settings") == 2


def test_it_touches_no_other_setting(client: FlaskClient, unlocked: House) -> None:
    post(client, PATH, **FORM)
    before = unlocked.settings()
    post(client, "/house-rules/first")
    assert rules(unlocked) == WANTED
    assert unlocked.settings() == before


def test_it_is_under_upkeep_beside_the_house_rules(client: FlaskClient, unlocked: House) -> None:
    page = client.get("/counselor/upkeep").text
    assert page.index("/counselor/house-rules") < page.index(f"/counselor{PATH}")
    assert page.index(f"/counselor{PATH}") < page.index("/counselor/date")
