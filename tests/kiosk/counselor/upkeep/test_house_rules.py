"""What an adult sets in the panel: by tapping, at once, and all of it or nothing."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from games.catalog import GAMES
from kiosk.app import app_for
from kiosk.domain.settings import Settings
from kiosk.house import House
from tests.kiosk.counselor.panel import Form, audited, post

PATH = "/house-rules"
FORM: dict[str, Form] = {
    "sitting_minutes": "20",
    "rest_minutes": "10",
    "day_minutes": "45",
    "play_from": ["15", "30"],
    "play_until": ["18", "0"],
    "games": [game.name for game in GAMES],
    "guests_play": "none",
    "loudness": "soft",
    "quiet_from": ["20", "0"],
    "quiet_until": ["7", "0"],
    "open_days": ["1", "2", "3", "4", "5"],
    "open_from": ["15", "0"],
    "open_until": ["18", "30"],
}


def test_everything_is_set_shown_again_and_noted(client: FlaskClient, unlocked: House) -> None:
    assert post(client, PATH, **FORM).location == f"/counselor{PATH}"
    now = unlocked.settings()
    assert (now.sitting_minutes, now.rest_minutes, now.day_minutes) == (20, 10, 45)
    assert now.open_days == {1, 2, 3, 4, 5}
    assert (now.loudness, now.guests_play, now.games) == ("soft", "none", None)
    page = client.get(f"/counselor{PATH}").text
    shown = re.findall(r'<input checked [^>]*type="radio" value="(\w+)"', page)
    assert shown == ["20", "10", "45", "none", "soft"]
    assert post(client, PATH, **FORM).status_code == 303
    assert unlocked.settings() == now
    assert [action for action, _ in audited(unlocked)].count("changed settings") == 1


def test_what_stands_in_the_form_is_what_holds(client: FlaskClient, unlocked: House) -> None:
    """The page as it comes, sent as it is, changes nothing."""
    from kiosk.counselor.upkeep.house_rules_form import HouseRulesForm

    with client.application.test_request_context():
        assert HouseRulesForm(unlocked.settings()).wanted() == Settings()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sitting_minutes": "30", "day_minutes": "15"}, "一次玩的时间不能比一天的总时间还长。"),
        ({"sitting_minutes": "500"}, "请选一项。"),
        ({"rest_minutes": "-5"}, "请选一项。"),
        ({"loudness": "deafening"}, "请选一项。"),
        ({"guests_play": "everything"}, "请选一项。"),
        ({"play_from": ["", ""]}, "请选好时和分。"),
        ({"play_from": ["25", "0"]}, "请选好时和分。"),
        ({"play_from": ["18", "0"]}, "开始和结束的时间不能一样。"),
        ({"quiet_from": ["", ""]}, "请把开始和结束都选好，或者都不选。"),
        ({"quiet_from": ["", "20"]}, "请选好时和分。"),
        ({"open_until": ["15", "0"]}, "开始和结束的时间不能一样。"),
        ({"open_days": []}, "请至少点一天。"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(
    client: FlaskClient, unlocked: House, wrong: dict[str, Form], sentence: str
) -> None:
    refused = post(client, PATH, **{**FORM, **wrong})
    assert refused.text.count(sentence) == 1
    assert "还没有保存" in refused.text
    assert unlocked.settings() == Settings()
    assert "changed settings" not in dict(audited(unlocked))


@pytest.mark.parametrize(("name", "value"), [("games", "chess"), ("open_days", "8")])
def test_what_was_never_offered_is_refused(
    client: FlaskClient, unlocked: House, name: str, value: str
) -> None:
    assert "还没有保存" in post(client, PATH, **{**FORM, name: [value]}).text
    assert unlocked.settings() == Settings()


def test_what_the_house_was_set_up_with_is_on_offer_between_the_usual_steps(
    unlocked: House,
) -> None:
    config = replace(unlocked.config, sitting_minutes=12)
    client = app_for(replace(unlocked, config=config)).test_client()
    page = client.get(f"/counselor{PATH}").text
    assert re.findall(r'<input checked [^>]*name="sitting_minutes"[^>]*value="(\w+)"', page) == [
        "12"
    ]
    assert post(client, PATH, **{**FORM, "sitting_minutes": "12"}).status_code == 303


def test_a_game_that_is_left_out_is_shown_as_left_out(client: FlaskClient, unlocked: House) -> None:
    name = GAMES[0].name
    post(client, PATH, **{**FORM, "games": [name]})
    page = client.get(f"/counselor{PATH}").text
    boxes = re.findall(r'<input[^>]* name="games"[^>]*>', page)
    assert len(boxes) == len(GAMES)
    assert [box for box in boxes if " checked" in box] == [box for box in boxes if name in box]


def test_no_game_may_be_offered_at_all(client: FlaskClient, unlocked: House) -> None:
    post(client, PATH, **{**FORM, "games": []})
    assert unlocked.settings().games == frozenset()


def test_one_tap_goes_back_to_what_was_set_at_first(client: FlaskClient, unlocked: House) -> None:
    post(client, PATH, **FORM)
    answer = post(client, f"{PATH}/first")
    assert "已恢复最初的设置。" in client.get(answer.location).text
    assert unlocked.settings() == Settings()
    assert [action for action, _ in audited(unlocked)].count("changed settings") == 2


def test_it_is_under_upkeep_and_behind_the_passphrase(client: FlaskClient, unlocked: House) -> None:
    assert f"/counselor{PATH}" in client.get("/counselor/upkeep").text
    unlocked.vault.lock()
    assert "unlock" in client.get(f"/counselor{PATH}").location
