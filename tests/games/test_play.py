"""The game as the house starts it: its own process, its lines, its end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from games import report, rounds
from games.learning import HIGHEST
from games.team_pairs import rules
from tests.processes import busy

FAST = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}


# As fast as a script plays it without a pause of a busy machine seeming to be a child that left.
def start(*options: str, speed: str = "8", game: str = "team_pairs") -> subprocess.Popen[str]:
    environ = {**os.environ, **FAST, "AIYOU_STAGE_SPEED": speed}
    return subprocess.Popen(
        [sys.executable, "-m", "games", "play", game, "--seed", "7", "--volume", "0", *options],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def play(*options: str, **how: str) -> list[report.Event]:
    process = start(*options, **how)
    out, err = process.communicate(timeout=60)
    assert err == ""
    assert process.returncode == 0
    return [report.parse(line) for line in out.splitlines()]


@pytest.fixture
def script(tmp_path):
    def write(*cues: object) -> tuple[str, str]:
        path: Path = tmp_path / "script.jsonl"
        path.write_text("\n".join(json.dumps(cue) for cue in cues))
        return "--script", str(path)

    return write


@pytest.mark.parametrize("size", ["800x480", "1024x600", "1280x800"])
def test_two_children_play_to_the_calm_end(script, size):
    events = play("--size", size, *script({"tap": "seats:2"}, {"hint_until": "end"}))
    assert events[0] == report.Ready()
    assert events[-1] == report.Ended("done")
    answers = [event for event in events if isinstance(event, report.Answered)]
    assert len(answers) == 6
    assert {answer.seat for answer in answers} == {0, 1}
    assert all(answer.right and answer.level == 1 for answer in answers)


@pytest.mark.parametrize("level", ["8", "12"])
def test_four_children_play_a_hard_level_to_the_end(script, level):
    events = play("--level", level, "--seats", "4", *script({"hint_until": "end"}))
    assert events[-1] == report.Ended("done")
    answers = [event for event in events if isinstance(event, report.Answered)]
    assert {answer.seat for answer in answers} == {0, 1, 2, 3}


# Where time passes, a script keeps up only where the stage is not too fast for it; a machine that
# is busy with other tests lets an animal or two go by all the same.
@pytest.mark.parametrize(
    ("game", "speed", "right"), [("sheep_wolf", "10", 0.8), ("sort_switch", "8", 1)]
)
@pytest.mark.parametrize("level", ["1", "12"])
def test_four_children_play_any_game_to_its_calm_end(script, game, speed, right, level):
    options = "--level", level, "--seats", "4", "--still", *script({"hint_until": "end"})
    events = play(*options, speed=speed, game=game)
    assert events[-1] == report.Ended("done")
    answers = [event for event in events if isinstance(event, report.Answered)]
    assert sum(answer.right for answer in answers) >= right * len(answers)
    assert {answer.seat for answer in answers} == {0, 1, 2, 3}


def test_every_round_is_told_so_that_it_can_be_played_again(script):
    events = play("--seats", "2", *script({"hint_until": "end"}))
    told = [event for event in events if isinstance(event, report.Played)]
    assert [(one.seats, one.first, one.over) for one in told] == [
        (2, at % 2, True) for at in range(3)
    ]
    for one in told:
        assert rules.result(rounds.replay(rules, one))


def test_alone_the_levels_follow_the_child_and_together_they_stay(script):
    alone = play(
        "--seats", "1", "--rating", "1.5", "--answers", "60", *script({"hint_until": "end"})
    )
    levels = [event.level for event in alone if isinstance(event, report.Answered)]
    assert {event.seats for event in alone if isinstance(event, report.Answered)} == {1}
    assert min(levels) > 4
    new = play("--seats", "1", *script({"hint_until": "end"}))
    levels = [event.level for event in new if isinstance(event, report.Answered)]
    assert levels[0] == 1 < levels[-1]
    two = play("--seats", "2", *script({"hint_until": "end"}))
    assert {event.level for event in two if isinstance(event, report.Answered)} == {1}
    assert {event.seats for event in two if isinstance(event, report.Answered)} == {2}


def test_two_that_differ_turn_back_and_after_two_misses_a_pair_is_found_together(script):
    deal = rules.new_round(1, Random(7), 1)
    one = 0
    other = next(at for at, card in enumerate(deal.cards) if card != deal.cards[one])
    partners = rules.partner(deal, one), rules.partner(deal, other)
    turned = [one, other, *partners, one, other, one]
    taps = [{"tap": f"card:{card}"} for card in turned]
    events = play("--seats", "1", *script(*taps, {"hint_until": "end"}))
    answers = [event.right for event in events if isinstance(event, report.Answered)]
    # A first look is no answer; two misses; then the one that the hand showed.
    assert answers[:4] == [False, False, False, True]
    assert answers[4:] == [True] * 4
    assert events[-1] == report.Ended("done")


def test_the_leave_door_leaves(script):
    assert play(*script({"tap": "leave"})) == [report.Ready(), report.Ended("left")]


def test_escape_leaves(script):
    assert play(*script({"key": "escape"}))[-1] == report.Ended("left")


def test_the_whole_game_can_be_begun_from_the_keyboard(script):
    keys = [{"key": "right"}, {"key": "return"}, {"key": "right"}, {"key": "space"}]
    events = play(*script(*keys, {"tap": "leave"}))
    assert events[-1] == report.Ended("left")


def test_repeating_the_prompt_and_missing_change_nothing(script):
    events = play("--seats", "1", *script({"tap": "again"}, {"press": [77, 91]}, {"tap": "leave"}))
    ready, left_at, ended = events
    assert (ready, ended) == (report.Ready(), report.Ended("left"))
    assert (left_at.moves, left_at.over) == ([], False)


def test_nobody_there_means_home():
    assert play(speed="40") == [report.Ready(), report.Ended("idle")]


def test_nobody_there_means_home_even_where_time_passes_and_tells_nothing_of_a_child():
    events = play("--seats", "1", game="sheep_wolf", speed="40")
    assert events[-1] == report.Ended("idle")
    answers = [event for event in events if isinstance(event, report.Answered)]
    assert len(answers) <= 4


@pytest.mark.parametrize(
    ("cue", "refused"),
    [
        ({"tap": "the moon"}, "The script taps 'the moon', which is not on the screen.\n"),
        ({"key": "the moon"}, "The script presses 'the moon', which is no key.\n"),
    ],
)
def test_a_cue_for_what_is_not_there_is_one_plain_sentence(script, cue, refused):
    process = start(*script(cue))
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err == refused


def test_a_game_without_a_screen_is_one_plain_sentence():
    blind = {**os.environ, "SDL_VIDEODRIVER": "x11", "DISPLAY": ":nowhere"}
    command = [sys.executable, "-m", "games", "play", "team_pairs", "--seats", "1"]
    done = subprocess.run(
        command, env=blind, check=False, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("There is no screen to play on")


def test_the_house_can_end_the_game_kindly():
    with start(speed="1") as process:
        assert report.parse(process.stdout.readline()) == report.Ready()
        process.send_signal(signal.SIGTERM)
        assert process.wait(2) == 0
        assert report.parse(process.stdout.readline()) == report.Ended("stopped")


def test_a_house_that_listens_no_more_is_no_accident(script):
    with start(*script({"wait": 5}, {"hint_until": "end"}), "--seats", "1") as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(30) == 0
        assert process.stderr.read() == ""


def test_frames_show_every_scene(script, tmp_path):
    frames = tmp_path / "frames"
    play("--frames", str(frames), "--seats", "2", "--still", *script({"hint_until": "end"}))
    assert len(list(frames.glob("*.png"))) > 10


def test_a_game_says_what_was_approved_and_refuses_what_is_no_list_of_words(script, tmp_path):
    words = tmp_path / "words.json"
    words.write_text(json.dumps({"How many are playing?": "མི་དུ་ཡིས་རྩེ།"}))
    shown = []
    for given in (("--words", str(words)), ()):
        frames = tmp_path / f"frames-{len(shown)}"
        play("--language", "bo", "--frames", str(frames), *given, *script({"tap": "leave"}))
        shown.append((frames / "001.png").read_bytes())
    assert shown[0] != shown[1]
    for wrong in ("[1]", "no JSON", '{"a": 1}'):
        words.write_text(wrong)
        process = start("--language", "bo", "--words", str(words))
        process.communicate(timeout=30)
        assert process.returncode == 2, wrong


def test_a_number_of_children_that_is_none_is_wrong_usage():
    process = start("--seats", "5")
    process.communicate(timeout=30)
    assert process.returncode == 2


def test_waiting_costs_next_to_nothing_even_while_the_hand_shows_how():
    with start("--seats", "1", speed="8") as process:
        process.stdout.readline()
        time.sleep(3)
        share = busy(process.pid, 3)
        process.terminate()
    assert share < 0.02


def test_stories_go_as_deep_as_chance_has_it_since_nobody_earns_that(script):
    def level(seed: str, *options: str) -> int:
        seeded = ("--seats", "1", "--seed", seed, *options)
        _, told, _ = play(*seeded, *script({"tap": "leave"}), game="feel_story")
        return told.level

    assert len({level(seed) for seed in "1234"}) > 1
    assert max(level(seed, "--young") for seed in "1234") <= HIGHEST // 2
