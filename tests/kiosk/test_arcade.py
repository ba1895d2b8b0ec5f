import json
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from games.catalog import GAMES, find
from games.learning import Standing, answered
from kiosk import standings
from kiosk.arcade import Air, Arcade
from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.limits import Limits
from kiosk.errors import GameDidNotStart
from kiosk.house import House
from kiosk.playtime import Playtime
from kiosk.store import wordings
from kiosk.store.attendance import plays, visits
from kiosk.store.people import tags
from tests.kiosk.speakers import approve_all
from tests.processes import wait_for

REPORTS = """
import sys, time
line = '{"event": "answer", "skill": "memory", "level": 2, "right": true, "ms": 900, "seat": %d}'
print('{"event": "ready"}', flush=True)
print(line % 0, flush=True)
print(line % 1, flush=True)
print('nonsense', flush=True)
print(line % 0, flush=True)
"""


def arcade_of(house: House, directory: Path, program: str) -> Arcade:
    """Play a program of the test's own: the house knows a game only by what it prints."""
    path = directory / "game.py"
    path.write_text(program)
    return Arcade(house.database, house.clock, (sys.executable, str(path)))


def writes_what_it_is_told(told: Path) -> str:
    return f"import pathlib, sys\npathlib.Path({str(told)!r}).write_text(' '.join(sys.argv))\n"


def wait_until_over(arcade: Arcade) -> None:
    deadline = time.monotonic() + 30
    while arcade.running and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not arcade.running
    # What a game has told is kept by who listens to it, to the end.
    for listener in [one for one in threading.enumerate() if one.name == "arcade"]:
        listener.join(30)


def kept(house: House, child: Child) -> list[plays.Answered]:
    with house.database.reading() as db:
        return [one.answer for one in plays.of_child(db, child.id, "memory")]


def test_what_a_game_reports_of_the_childs_own_seat_is_kept(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    arcade = arcade_of(unlocked, tmp_path, REPORTS)
    arcade.start("team_pairs", panda, Standing(), "zh_Hans")
    wait_until_over(arcade)
    assert kept(unlocked, panda) == [plays.Answered("memory", 2, True, 900)] * 2


@pytest.mark.parametrize("who", ["guest", "owl"])
def test_a_guest_and_a_child_without_consent_leave_nothing(
    unlocked: House, owl: Child, who: str, tmp_path: Path
) -> None:
    arcade = arcade_of(unlocked, tmp_path, REPORTS)
    arcade.start("team_pairs", owl if who == "owl" else None, Standing(), "zh_Hans")
    wait_until_over(arcade)
    with unlocked.database.reading() as db:
        assert db.table("plays").count == 0


def test_who_holds_a_tag_up_beside_a_game_is_let_in_and_the_game_goes_on(
    unlocked: House, panda: Child, owl: Child, tmp_path: Path
) -> None:
    with unlocked.database.transaction() as db:
        tags.give(db, panda.id, "0004829173", "li", unlocked.clock())
    told = 'print(\'{"event": "tag", "number": "%s"}\', flush=True)\n'
    program = told % "0009999999" + told % "0004829173" + REPORTS + "time.sleep(60)\n"
    arcade = arcade_of(unlocked, tmp_path, program)

    def is_in(child: Child) -> bool:
        with unlocked.database.reading() as db:
            return visits.is_known_here(db, child.id, unlocked.clock())

    assert not is_in(panda)
    arcade.start("team_pairs", owl, Standing(), "zh_Hans")
    wait_for("the child is in", 10, lambda: is_in(panda))
    assert arcade.running
    assert not is_in(owl)
    arcade.stop()


def test_what_was_reported_before_a_crash_is_kept(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    crash = REPORTS + "\nimport os\nos.kill(os.getpid(), 9)\n"
    arcade = arcade_of(unlocked, tmp_path, crash)
    arcade.start("team_pairs", panda, Standing(), "zh_Hans")
    wait_until_over(arcade)
    assert len(kept(unlocked, panda)) == 2


def test_bytes_that_are_no_text_end_neither_the_listening_nor_the_time_that_counts(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    noise = REPORTS + "\nsys.stdout.buffer.write(b'\\xff\\n')\nprint(line % 0, flush=True)\n"
    arcade = arcade_of(unlocked, tmp_path, noise)
    arcade.start("team_pairs", panda, Standing(), "zh_Hans")
    wait_until_over(arcade)
    assert len(kept(unlocked, panda)) == 3
    left = arcade.playtime.left(panda.id)
    time.sleep(0.1)
    assert arcade.playtime.left(panda.id) == left


def test_a_game_that_does_not_listen_is_ended_all_the_same(unlocked: House, tmp_path: Path) -> None:
    deaf = "import signal, time\nsignal.signal(15, signal.SIG_IGN)\nprint()\ntime.sleep(60)\n"
    arcade = arcade_of(unlocked, tmp_path, deaf)
    arcade.start("team_pairs", None, Standing(), "zh_Hans")
    time.sleep(0.3)
    assert arcade.running
    arcade.stop()
    assert not arcade.running


def test_a_second_game_takes_the_place_of_the_first(unlocked: House, tmp_path: Path) -> None:
    arcade = arcade_of(unlocked, tmp_path, "import time\ntime.sleep(60)\n")
    arcade.start("team_pairs", None, Standing(), "zh_Hans")
    first = arcade._process
    arcade.start("team_pairs", None, Standing(), "zh_Hans")
    assert first is not None
    assert first.poll() is not None
    assert arcade.running
    arcade.stop()


def test_a_game_is_told_how_far_the_child_has_come_and_nothing_of_who_is_new(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    arcade = arcade_of(unlocked, tmp_path, writes_what_it_is_told(told))
    small = replace(panda, band=AgeBand.SMALL)
    big = replace(panda, band=AgeBand.MIDDLE)
    for child, standing, options in (
        (big, Standing(-0.25, answers=31), "--rating -0.25 --answers 31"),
        (small, Standing(), "--young"),
        (None, Standing(), ""),
    ):
        arcade.start("team_pairs", child, standing, "zh_Hans")
        wait_until_over(arcade)
        found = told.read_text().split()
        expected = options.split()
        abilities = {"--rating", "--answers", "--young", "--level"}
        assert abilities & {*found} == abilities & {*expected}
        assert options in " ".join(found)


def test_a_game_is_told_what_the_child_remembers_and_tells_what_it_asked(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    reports = REPORTS.replace('"skill": "memory"', '"skill": "characters", "fact": "山"')
    arcade = arcade_of(unlocked, tmp_path, reports)
    arcade.start("hanzi_trace", panda, Standing(), "zh_Hans")
    wait_until_over(arcade)
    with unlocked.database.reading() as db:
        found = standings.recalled(db, panda.id, find("hanzi_trace"), unlocked.clock())
        assert plays.skills_of_child(db, panda.id)[0].facts == ("山",)
    assert found == pytest.approx({"山": 1.0}, abs=0.001)
    heard = tmp_path / "heard"
    arcade = arcade_of(unlocked, tmp_path, HEARS.format(str(heard)))
    arcade.start("hanzi_trace", panda, Standing(), "zh_Hans", recalled={"山": 0.41999})
    wait_until_over(arcade)
    assert """'--recalled', '{"山": 0.42}'""" in heard.read_text()
    arcade.start("hanzi_trace", None, Standing(), "zh_Hans")
    wait_until_over(arcade)
    assert "--recalled" not in heard.read_text()


def test_answers_alone_move_the_rating_and_answers_together_do_not(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    arcade = arcade_of(unlocked, tmp_path, REPORTS)
    arcade.start("team_pairs", panda, Standing(), "zh_Hans")
    wait_until_over(arcade)
    expected = Standing()
    for _ in range(2):
        expected = answered(expected, 2, True, GAMES[0].guess)
    with unlocked.database.reading() as db:
        assert standings.of_child(db, panda.id, "memory", unlocked.clock()) == expected
    together = REPORTS.replace('"seat": %d', '"seat": %d, "seats": 2')
    arcade = arcade_of(unlocked, tmp_path, together)
    arcade.start("team_pairs", panda, expected, "zh_Hans")
    wait_until_over(arcade)
    assert [one.seats for one in kept(unlocked, panda)] == [1, 1, 2, 2]
    with unlocked.database.reading() as db:
        assert standings.of_child(db, panda.id, "memory", unlocked.clock()) == expected


@pytest.mark.parametrize("still", [True, False])
def test_a_game_is_told_when_nothing_is_to_move(
    unlocked: House, tmp_path: Path, still: bool
) -> None:
    told = tmp_path / "told"
    arcade = arcade_of(unlocked, tmp_path, writes_what_it_is_told(told))
    arcade.start("team_pairs", None, Standing(), "zh_Hans", Air(still=still))
    wait_until_over(arcade)
    assert ("--still" in told.read_text().split()) is still


HEARS = "import pathlib, sys\npathlib.Path({!r}).write_text(str(sys.argv) + sys.stdin.read())\n"


@pytest.mark.parametrize("locale", ["bo", "ii"])
def test_a_game_is_handed_what_was_approved_for_it(
    unlocked: House, tmp_path: Path, locale: str
) -> None:
    heard = tmp_path / "heard"
    arcade = arcade_of(unlocked, tmp_path, HEARS.format(str(heard)))
    arcade.start("team_pairs", None, Standing(), locale)
    wait_until_over(arcade)
    assert "--words" not in heard.read_text()
    approve_all(unlocked, locale)
    arcade.start("team_pairs", None, Standing(), locale)
    wait_until_over(arcade)
    assert "'--words', '-'" in heard.read_text()
    with unlocked.database.reading() as db:
        approved = wordings.approved(db, locale, "games")
    assert json.loads(heard.read_text().partition("]")[2]) == approved
    arcade.start("team_pairs", None, Standing(), "zh_Hans")
    wait_until_over(arcade)
    assert "--words" not in heard.read_text()


def test_a_game_that_cannot_be_started_is_one_sentence(unlocked: House) -> None:
    arcade = Arcade(unlocked.database, unlocked.clock, ("/nowhere/python",))
    with pytest.raises(GameDidNotStart, match="could not be started"):
        arcade.start("team_pairs", None, Standing(), "zh_Hans")
    assert not arcade.running


def test_the_time_at_a_game_counts_and_a_game_that_goes_on_too_long_is_ended(
    unlocked: House, panda: Child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.arcade.ROUND", 0.2)
    path = tmp_path / "game.py"
    path.write_text('import time\nprint(\'{"event": "ready"}\', flush=True)\ntime.sleep(60)\n')
    play = (sys.executable, str(path))
    arcade = Arcade(unlocked.database, unlocked.clock, play, lambda: Limits(sitting=0.3, rest=60))
    arcade.start("team_pairs", panda, Standing(), "zh_Hans")
    assert arcade.running
    wait_until_over(arcade)
    wait_for("the end of the sitting", 30, lambda: not arcade.playtime.left(panda.id))
    assert not arcade.failed


def test_a_bell_for_one_game_does_not_end_the_next(
    unlocked: House, panda: Child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.arcade.ROUND", 0.2)
    path = tmp_path / "game.py"
    path.write_text("import time\ntime.sleep(60)\n")
    play = (sys.executable, str(path))
    arcade = Arcade(unlocked.database, unlocked.clock, play, lambda: Limits(sitting=0.3, rest=60))
    arcade.start("team_pairs", panda, Standing(), "zh_Hans")
    first = arcade._process
    arcade.playtime = Playtime(Limits, lambda: unlocked.clock().day)
    arcade.start("team_pairs", panda, Standing(), "zh_Hans")
    time.sleep(1)
    assert arcade.running
    assert first is not arcade._process
    arcade.stop()


def test_a_game_is_told_where_the_screen_is(unlocked: House, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = tmp_path / "game.py"
    program.write_text(
        f"import os\nopen({str(told)!r}, 'w').write(os.environ['WAYLAND_DISPLAY'])\n"
    )
    play = (sys.executable, str(program))
    seen = {"WAYLAND_DISPLAY": "/run/aiyou-display/screen"}
    arcade = Arcade(unlocked.database, unlocked.clock, play, environ=lambda: seen)
    arcade.start("team_pairs", None, Standing(), "zh_Hans")
    wait_until_over(arcade)
    assert told.read_text() == "/run/aiyou-display/screen"
