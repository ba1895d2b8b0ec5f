"""What headquarters set, as the counselor finds it: in words, and on the pages where it holds."""

import re

import pytest
from flask.testing import FlaskClient

from games.catalog import GAMES
from kiosk.following import follow
from kiosk.house import House
from sync.directions import ALL_GAMES, THRESHOLDS, Directions, Line
from sync.messages import SETTINGS
from tests.kiosk.counselor.messages.headquarters import NOW, deliver, meet
from tests.kiosk.counselor.panel import post
from tests.kiosk.counselor.upkeep.test_numbers import as_they_are

LINES = (
    Line("0834-6612345", purpose="县儿童办"),
    Line("13800002222", "supervisor", shown=False),
    Line("", "youth"),
    Line("", purpose="老热线"),
)
ALL_BUT_ONE = frozenset(game.name for game in GAMES) - {"sheep_wolf"}
SETS = Directions(NOW, LINES, {"days_missed": 8, "fall": False}, ALL_BUT_ONE)


def said(house: House, sets: Directions = SETS) -> int:
    meet(house)
    return deliver(house, SETTINGS, sets.content())


def test_each_change_is_a_sentence_with_its_value(client: FlaskClient, unlocked: House) -> None:
    number = said(unlocked)
    follow(unlocked)
    assert "有 1 条消息没看" in client.get("/counselor/").text
    assert "总部修改了设置" in client.get("/counselor/messages").text
    page = client.get(f"/counselor/messages/{number}").text
    for sentence in (
        "县儿童办：0834-6612345，孩子能看到。",
        "乡镇督导员：13800002222，孩子看不到。",
        "老热线：去掉。",
        "比孩子平时的心情低：不提醒。",
        "：8。",
        "这些游戏不能玩：",
        "直到您自己改动",
    ):
        assert sentence in page, sentence
    assert "条消息没看" not in client.get("/counselor/").text
    for path in ("numbers", "concern-rules", "house-rules"):
        assert f"/counselor/{path}" in page


def test_it_is_told_in_english_too(client: FlaskClient, unlocked: House) -> None:
    number = said(unlocked)
    post(client, "/language", language="en")
    page = client.get(f"/counselor/messages/{number}").text
    for sentence in (
        "县儿童办: 0834-6612345, children see it.",
        "Supervisor: 13800002222, children do not see it.",
        "老热线: taken out.",
        "All games are offered but these: Sheep and wolf.",
        "It is being set, within a minute.",
    ):
        assert sentence in page, sentence


@pytest.mark.parametrize(
    ("games", "sentence"),
    [
        (ALL_GAMES, "所有游戏都可以玩。"),
        (frozenset({"team_pairs", "sheep_wolf"}), "只能玩这些游戏：一起找一对、小羊和大灰狼。"),
        (ALL_BUT_ONE, "这些游戏不能玩："),
    ],
)
def test_games_are_told_the_shorter_way(
    client: FlaskClient, unlocked: House, games: str | frozenset[str], sentence: str
) -> None:
    number = said(unlocked, Directions(NOW, games=games))
    assert sentence in client.get(f"/counselor/messages/{number}").text


def test_every_threshold_has_its_words(client: FlaskClient, unlocked: House) -> None:
    every = {name: values[0] for name, values in THRESHOLDS.items()}
    number = said(unlocked, Directions(NOW, thresholds=every))
    page = client.get(f"/counselor/messages/{number}").text
    (sentences,) = re.findall(r'<ul class="letter sets">(.+?)</ul>', page, re.DOTALL)
    assert len(set(re.findall("<li>(.+?)</li>", sentences))) == len(THRESHOLDS)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"a": NOW, "t": {"fall": 1}}, "这里的版本不支持这项设置"),
        ({"a": NOW, "g": ["number_road"]}, "不识字的孩子就没有游戏可玩了"),
        (
            {"a": NOW, "h": [{"p": f"站{n}", "n": "0834-11", "s": False} for n in range(5)]},
            "电话太多，放不下了",
        ),
    ],
)
def test_one_that_could_not_be_used_says_so(
    client: FlaskClient, unlocked: House, content: dict[str, object], why: str
) -> None:
    meet(unlocked)
    number = deliver(unlocked, SETTINGS, content)
    follow(unlocked)
    for path in ("messages", f"messages/{number}"):
        assert "总部的一项设置用不了" in client.get(f"/counselor/{path}").text
    assert why in client.get(f"/counselor/messages/{number}").text


@pytest.mark.parametrize("path", ["numbers", "concern-rules", "house-rules"])
def test_each_page_tells_what_headquarters_set_there(
    client: FlaskClient, unlocked: House, path: str
) -> None:
    assert "做了这里的设置" not in client.get(f"/counselor/{path}").text
    number = said(unlocked)
    follow(unlocked)
    page = client.get(f"/counselor/{path}").text
    assert "总部在 11月24日" in page
    assert f"/counselor/messages/{number}" in page


def test_once_she_sets_it_the_page_tells_it_no_more(client: FlaskClient, unlocked: House) -> None:
    said(unlocked)
    follow(unlocked)
    post(client, "/numbers", **as_they_are())
    assert "做了这里的设置" not in client.get("/counselor/numbers").text
    assert "做了这里的设置" in client.get("/counselor/concern-rules").text


def test_the_audit_tells_that_headquarters_did_it(client: FlaskClient, unlocked: House) -> None:
    said(unlocked)
    follow(unlocked)
    page = client.get("/counselor/audit").text
    assert "<td>总部</td><td>发消息修改了设置</td><td>求助电话 · " in page
