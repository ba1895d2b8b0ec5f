from pathlib import Path
from xml.etree import ElementTree

import pytest

from hardware.parts import KINDS
from hardware.rhythms import SIGNS, Mood
from kiosk import guide


def test_a_strip_is_the_rhythm_by_which_the_light_itself_works() -> None:
    strips = {one.name: one for one in guide.lights("en")}
    for mood, sign in SIGNS.items():
        strip = strips[mood.value]
        drawn = [any(a <= tick / 20 < a + b for a, b in strip.lit) for tick in range(240)]
        real = [sign.rhythm.at(tick / 20)[0] > 0 for tick in range(240)]
        # Ticks that fall on a change may be seen on either side of it.
        wrong = [tick for tick in range(1, 239) if drawn[tick] != real[tick]]
        assert all(real[tick - 1] != real[tick + 1] for tick in wrong), mood


def test_a_steady_light_is_one_piece_and_a_tone_sounds_once() -> None:
    strips = {one.name: one for one in guide.lights("en")}
    assert strips[Mood.READY.value].lit == ((0.0, 12.0),)
    assert strips["ring"].lit == ((0.0, 0.2), (0.35, 0.35))
    assert strips["ring"].strip == 2.0


def test_every_colour_of_the_light_has_its_own_hue() -> None:
    hues = [one.hue for one in guide.lights("en") if one.said]
    assert len(hues) == len(set(hues)) == len(SIGNS)


def test_the_box_speaks_the_language_of_the_page() -> None:
    assert guide.lights("zh_Hans")[0].said == "休息：每 6 秒闪一下蓝光"
    assert guide.parts("zh_Hans")["off"] == "关机按钮"
    assert set(guide.parts("en")) == set(KINDS)


@pytest.mark.parametrize(
    ("written", "has_sensor"), [("[off]\nbutton = 5\n", False), (None, True), ("[off", True)]
)
def test_the_drawing_is_of_this_box_or_of_the_one_that_is_suggested(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str | None, has_sensor: bool
) -> None:
    if written:
        (tmp_path / "hardware.toml").write_text(written)
    monkeypatch.setattr(guide, "FILE", tmp_path / "hardware.toml")
    drawn = guide.drawing("en")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert "The off button" in drawn
    assert ("The presence sensor" in drawn) is has_sensor
