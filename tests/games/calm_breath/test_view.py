import shutil
import subprocess

import pytest

from games import speech
from games.calm_breath import rules, view
from games.calm_breath.content import scenes
from games.stage.round_scene import Deal
from games.words import speaker


def room(*, still: bool = False) -> view.Room:
    deal = Deal(rules, "calm", 1, 5, 1, 0, still=still)
    return view.Room(deal, (154, 92), 0.0, lambda _: None)


def breathe(scene: view.Room, until: float) -> list[tuple[float, str | None]]:
    """Let time pass as the stage does; tell what was drawn when, and with which sound."""
    drawn = []
    while (now := scene.due()) is not None and now <= until and not scene.done:
        drawn.append((now, scene.step(now)))
    return drawn


def test_it_says_two_breaths_and_then_lets_the_child_be():
    scene = room()
    assert scene.says() == (scene.prompt, scene.scene.take, scene.scene.give)
    breath = (scene.round.take + scene.round.give) / 1000
    said = []
    for at in (0, 0.6, 1, 1.6, 2, 2.6):
        breathe(scene, rules.BEGIN / 1000 + at * breath + 0.5)
        said.append(scene.says())
    take, give = (scene.scene.take,), (scene.scene.give,)
    assert said == [take, give, take, give, (), ()]


def spoken(words: str, language: str) -> tuple[float, float]:
    """Tell how many seconds some words take, and after how many the last of them is heard."""
    command = speech.command(language, speaker(language)(words), "--stdout")
    assert command
    wave = subprocess.run(command, check=True, capture_output=True).stdout
    rate, samples = int.from_bytes(wave[24:28], "little"), memoryview(wave[44:]).cast("h")
    return len(samples) / rate, max(at for at, one in enumerate(samples) if abs(one) > 300) / rate


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")
@pytest.mark.parametrize("language", speech.VOICES)
@pytest.mark.parametrize("scene", scenes().values(), ids=lambda scene: scene.name)
def test_what_to_do_is_heard_to_its_end_before_the_first_breath(scene, language):
    first, then, last = (spoken(one, language) for one in (view.Room.alone, scene.take, scene.give))
    assert first[0] + then[0] + last[1] < rules.BEGIN / 1000


def test_who_asks_again_hears_this_breath_and_the_next():
    scene = room()
    breath = (scene.round.take + scene.round.give) / 1000
    now = rules.BEGIN / 1000 + 2 * breath + 0.5
    breathe(scene, now)
    scene.again(now)
    assert scene.says() == (scene.scene.take,)
    breathe(scene, now + 2 * breath)
    assert scene.says() == ()


def test_soft_tones_tell_the_turns_where_no_voice_does():
    scene = room()
    sounds = [sound for _, sound in breathe(scene, 1000) if sound]
    left = scene.round.breaths - view.SAID
    assert sounds == ["turn", "tap"] * left + ["done"]
    assert scene.done


def test_it_draws_eight_times_a_second_and_tells_only_the_turns():
    scene = room()
    begins = rules.BEGIN / 1000
    assert len(breathe(scene, begins)) == 1
    assert len(breathe(scene, begins + 10)) == pytest.approx(10 / view.PICTURE, abs=4)
    breathe(scene, 1000)
    assert len(scene.moves) == 1 + 2 * scene.round.breaths


def test_without_motion_only_the_turns_are_drawn():
    scene = room(still=True)
    assert len(breathe(scene, 1000)) == 1 + 2 * scene.round.breaths + 1


def test_what_is_tapped_nods_and_changes_nothing():
    scene = room()
    now = (rules.BEGIN + scene.round.take) / 1000
    breathe(scene, now)
    before = scene.round.ms
    assert scene.press("thing:0", now + 0.2) == "tap"
    assert scene.round.ms - before < 400
    assert scene.moves[-1].keys() == {"tick"}
    area = scene.places()[0]
    assert scene._nodding(0, area) != area
    breathe(scene, now + 0.2 + view.NOD + view.PICTURE)
    assert scene._nodding(0, area) == area


def test_the_pictures_of_all_breaths_are_made_before_the_first_and_only_then():
    scene = room()
    twins = list(scene.ahead(0.0))
    assert {rules.moment(twin.round).breath for twin in twins} == set(range(scene.round.breaths))
    assert scene.round.ms == 0
    breathe(scene, rules.BEGIN / 1000 + 1)
    assert list(scene.ahead(10.0)) == []
    assert list(room(still=True).ahead(0.0)) == []
