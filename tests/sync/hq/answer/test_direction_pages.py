"""Setting numbers, thresholds and games: by an administrator, on the page and by the command."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from games.catalog import GAMES
from sync.directions import LINES, THRESHOLDS, Directions, Line
from sync.hq.answer import direction_words, post
from sync.hq.cli import hq
from sync.hq.errors import Refused
from sync.messages import ANNOUNCEMENT, SETTINGS, Bulletin
from tests.sync.hq.cast import NOW, Office, Visit

Begin = Callable[..., Visit]
AT = int(NOW.timestamp())
FORM = {
    "to": "county:yuexi",
    "purpose-1": "县儿童办",
    "number-1": "０８３４－６６１２３４５",
    "shown-1": "yes",
    "shown-government": "no",
    "number-supervisor": "13800002222",
    "shown-supervisor": "no",
    "threshold-days_missed": "8",
    "threshold-fall": "no",
    "games": "some",
    "game": [game.name for game in GAMES if game.name != "sheep_wolf"],
}
SETS = Directions(
    AT,
    (
        Line("", "government", shown=False),
        Line("13800002222", "supervisor", shown=False),
        Line("0834-6612345", purpose="县儿童办"),
    ),
    {"days_missed": 8, "fall": False},
    frozenset(FORM["game"]),
)


def sent(office: Office) -> list[post.Sent]:
    with office.hq.database.reading() as connection:
        return [one for one in post.sent(connection) if one.kind == SETTINGS]


def test_what_is_set_reaches_the_houses_it_is_for_and_is_shown(
    visit: Begin, small_office: Office
) -> None:
    here, there = small_office.enrolled_house("yuexi"), small_office.enrolled_house("yudu")
    lin = visit()
    lin.get("/messages/settings")
    page = lin.post("/messages/settings", **FORM)
    for words in (
        "县儿童办: 0834-6612345, children see it.",
        "Supervisor of the township: 13800002222, children do not see it.",
        "Government line (12345): the number of the program, children do not see it.",
        "comes no more · How many open days in a row it missed, at least: 8.",
        "Lower than the child usually is: Leave it out.",
        "All games are offered but these: Sheep and wolf.",
        "0 of 1 houses have it",
        "Yuexi",
    ):
        assert words in page, words
    assert small_office.send(here.ask(1)).messages[1:] == ([2, SETTINGS, SETS.content()],)
    assert small_office.send(there.ask(1)).messages[1:] == ()
    small_office.send(here.ask(2, has=2))
    assert "1 of 1 houses have it" in lin.get("/messages")
    assert "这些游戏不能玩：小羊和大灰狼" in lin.get("/messages?language=zh_Hans")


def test_a_form_that_is_left_as_it_is_sends_nothing(visit: Begin, small_office: Office) -> None:
    lin = visit()
    lin.get("/messages/settings")
    as_it_is = dict.fromkeys(FORM, "") | {"to": "all", "shown-1": "yes", "game": FORM["game"]}
    assert "Nothing is set yet" in lin.post("/messages/settings", 400, **as_it_is)
    assert sent(small_office) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"to": ""}, "whom it is for"),
        ({"to": "county:nowhere"}, "no county"),
        ({"to": "house", "house": "nowhere"}, "no house with the id nowhere"),
        ({"number-1": "police"}, "3 to 13 signs"),
        ({"number-1": ""}, "3 to 13 signs"),
        ({"number-1": "0834-661234567"}, "3 to 13 signs"),
        ({"purpose-1": ""}, "1 to 6 characters"),
        ({"purpose-1": "县儿童福利科"[:5] + "办公室"}, "1 to 6 characters"),
        ({"purpose-1": "县\u202e办"}, "1 to 6 characters"),
        ({"purpose-2": "县儿童办", "number-2": "12349", "shown-2": "yes"}, "same name"),
        ({"shown-supervisor": ""}, "whether children see this: Supervisor"),
        ({"threshold-days_missed": "5"}, "cannot have this value"),
        ({"threshold-fall": "8"}, "cannot have this value"),
        ({"threshold-answers": "5"}, "choose both"),
        ({"threshold-answers": "4", "threshold-lowest_answers": "5"}, "more than the last"),
        ({"game": ["number_road", "hanzi_trace"]}, "who know no letters"),
        ({"game": []}, "who know no letters"),
        ({"game": ["moon_walk"]}, "no such game"),
    ],
)
def test_what_no_house_could_use_is_refused_and_stays_in_the_form(
    visit: Begin, small_office: Office, changes: dict[str, str], sentence: str
) -> None:
    lin = visit()
    lin.get("/messages/settings")
    page = lin.post("/messages/settings", 400, **{**FORM, **changes})
    assert sentence in page
    assert "did not work" in sentence or "13800002222" in page
    assert sent(small_office) == []


@pytest.mark.parametrize("role", ["supervisor", "expert", "reader"])
def test_only_an_administrator_sets_and_all_others_read(
    visit: Begin, small_office: Office, role: str
) -> None:
    small_office.enrolled_house("yuexi")
    lin = visit()
    lin.get("/messages/settings")
    lin.post("/messages/settings", **FORM)
    other = visit("wang", role, "yuexi" if role == "supervisor" else None)
    assert "县儿童办" in other.get("/messages")
    assert "/messages/settings" not in other.page
    other.get("/messages/settings", 403)
    other.post("/messages/settings", 403, **FORM)
    assert len(sent(small_office)) == 1


def test_it_needs_its_token(visit: Begin, small_office: Office) -> None:
    assert visit().client.post("/messages/settings", data=FORM).status_code == 400
    assert sent(small_office) == []


def command(office: Office, *words: str) -> str:
    done = CliRunner().invoke(hq, ["settings", "--data", str(office.config.data), *words])
    if isinstance(done.exception, Exception):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_says_the_same_as_the_page(small_office: Office) -> None:
    small_office.enrolled_house("yuexi")
    words = ["--county", "yuexi", "--number", "县儿童办=0834-6612345", "--hide", "government"]
    words += ["--number", "supervisor=13800002222", "--hide", "supervisor"]
    words += ["--threshold", "days_missed=8", "--threshold", "fall=no"]
    words += ["--games", ",".join(FORM["game"])]
    assert command(small_office, *words) == "Sent to 1 houses.\n"
    (one,) = sent(small_office)
    assert isinstance(one.said, Directions)
    assert set(one.said.lines) == set(SETS.lines)
    assert (one.said.thresholds, one.said.games) == (SETS.thresholds, SETS.games)
    assert (one.county, one.by) == ("yuexi", "aiyou hq")
    (listed,) = map(json.loads, command(small_office, "--json").splitlines())
    assert (listed["for"], listed["arrived"], listed["houses"]) == ("yuexi", 0, 1)
    assert listed["sets"]["t"] == {"days_missed": 8, "fall": False}
    assert "yuexi: 0 of 1 houses have it" in command(small_office)


def test_the_command_lists_what_was_set_before_many_messages(small_office: Office) -> None:
    command(small_office, "--threshold", "days_missed=8")
    now = small_office.hq.clock()
    content = Bulletin(int(now.timestamp()), "流感季节", "请每天量体温。").content()
    with small_office.hq.database.transaction() as connection:
        for _ in range(100):
            post.write(connection, ANNOUNCEMENT, content, "lin", now)
    assert "days_missed" in command(small_office)


def test_a_line_without_a_number_goes_and_one_house_can_be_meant(small_office: Office) -> None:
    house = small_office.enrolled_house("yuexi")
    small_office.enrolled_house("yuexi")
    words = ("--house", house.house, "--number", "县儿童办=", "--number", "youth=", "--json")
    assert json.loads(command(small_office, *words)) == {"houses": 1}
    (one,) = sent(small_office)
    assert one.said.lines == (Line("", "youth"), Line("", purpose="县儿童办"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--number", "youth"], "NAME=VALUE"),
        (["--threshold", "moons=3"], "no threshold moons"),
        (["--threshold", "fall=3"], "cannot have this value"),
        (["--games", "moon_walk"], "no such game"),
        (["--number", "police=111"], "3 to 13|1 to 6"),
        (["--hide", "县儿童办"], "3 to 13"),
        (["--games", "all", "--county", "nowhere"], "no county"),
        ([f for n in range(5) for f in ("--number", f"站{n}=12349")], "at most 4"),
    ],
)
def test_the_command_refuses_what_no_house_could_use(
    small_office: Office, words: list[str], sentence: str
) -> None:
    if words == ["--number", "police=111"]:
        # Not a line of the program that can be set, so a name of the county's own.
        command(small_office, *words)
        assert sent(small_office)[0].said.lines == (Line("111", purpose="police"),)
        return
    with pytest.raises(Refused, match=sentence):
        command(small_office, *words)
    assert sent(small_office) == []


def test_headquarters_has_a_word_for_all_that_houses_have() -> None:
    assert list(direction_words.GAMES) == [game.name for game in GAMES]
    titles = [getattr(title, "_args", ("",))[0] for title in direction_words.GAMES.values()]
    assert titles == [game.title for game in GAMES]
    assert {game.name for game in GAMES if game.letters} == direction_words.WITH_LETTERS
    assert set(direction_words.LINES) == set(LINES)
    named = {**direction_words.REASONS, **direction_words.AMOUNTS}
    assert set(named) == set(THRESHOLDS)
    assert direction_words.OF_REASON.keys() == direction_words.AMOUNTS.keys()
