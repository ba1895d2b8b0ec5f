"""A person and a box on mock pins: what is pressed and seen, what is said, what comes of it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from gpiozero import Device

from hardware import check as checks
from hardware.box import Box, open_pins
from hardware.check import MOODS, Check, Happenings
from hardware.language import Speech
from hardware.parts import KINDS, SUGGESTED, Wiring, load
from hardware.results import ADVICE, Result
from hardware.rhythms import SIGNS, Mood, Rhythm


class Person:
    """Presses what she is told to, and answers as she was told to; remembers what she saw."""

    def __init__(self, *, answers: bool = True, presses: bool = True) -> None:
        self.told: list[str] = []
        self._answers, self._presses = answers, presses

    def say(self, sentence: str, **figures: object) -> None:
        said = Speech("en").say(sentence, **figures)
        self.told.append(said)
        if self._presses:
            Timer(0.05, self._act, [said]).start()

    def sees(self, sentence: str, **figures: object) -> bool:
        self.told.append(Speech("en").say(sentence, **figures))
        return self._answers

    def _act(self, said: str) -> None:
        for words, act in {
            "help button": lambda: pin(17).drive_low(),
            "off button": lambda: pin(5).drive_low(),
            "wave": lambda: pin(22).drive_high(),
            "Pull the plug": lambda: pin(6).drive_low(),
            "in again": lambda: pin(6).drive_high(),
        }.items():
            if words in said:
                act()


@pytest.fixture(autouse=True)
def mock_pins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    open_pins(chips=tmp_path)
    monkeypatch.setattr(checks.time, "sleep", lambda _: None)
    yield
    Device.pin_factory.reset()


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Show each rhythm in no time; what was shown is kept."""
    shown: list[Any] = []

    def play(self: Check, rhythm: Rhythm, of: Any) -> None:
        for level, _ in rhythm.steps:
            self.box.show(of(level))
            shown.append(tuple(round(pin(line).state, 2) for line in (13, 19, 26, 27, 12)))

    monkeypatch.setattr(Check, "_play", play)
    return shown


def pin(line: int) -> Any:
    return Device.pin_factory.pin(f"GPIO{line}")


def results(person: Person, wiring: Wiring | None = None, patience: float = 5) -> list[Result]:
    wiring, happenings = wiring or load(SUGGESTED), Happenings()
    box = Box(wiring, happenings)
    try:
        return list(Check(wiring, box, happenings, person, patience).run())
    finally:
        box.close()


def test_a_box_in_which_all_works_passes(quickly: list[Any]) -> None:
    person = Person()
    found = results(person)
    assert {one.name for one in found} == (set(KINDS) - {"rtc"}) | {"help light"}
    assert all(one.well for one in found)
    assert "Press the help button (GPIO 17, pin 11) and let go." in person.told
    assert (0, 1, 0, 0, 0) in quickly  # ready
    assert (0, 0, 0, 1, 0) in quickly  # the light in the button
    assert any(level[4] for level in quickly)  # the tone


def test_where_nothing_works_each_part_says_what_to_do(quickly: list[Any]) -> None:
    found = results(Person(answers=False, presses=False), patience=0.05)
    assert all(one.well is False and one.advice == ADVICE[one.name] for one in found)
    said = [Speech("en").say(one.sentence, **(one.figures or {})) for one in found]
    assert "The presence sensor does not work." in said
    assert len(found) == 7


def test_a_ups_that_never_says_that_power_is_back_is_not_well() -> None:
    wiring = Wiring({"ups": load(SUGGESTED).parts["ups"]})
    person = Person()
    person._act = lambda said: pin(6).drive_low()  # type: ignore[method-assign]
    (found,) = results(person, wiring, patience=0.3)
    assert not found.well
    assert "back" in found.sentence


def test_a_sensor_that_sees_somebody_all_the_time_is_not_well() -> None:
    wiring, happenings = Wiring({"presence": load(SUGGESTED).parts["presence"]}), Happenings()
    box = Box(wiring, happenings)
    pin(22).drive_high()
    (found,) = Check(wiring, box, happenings, Person(presses=False), 0.05).run()
    assert not found.well
    box.close()


def test_every_mood_is_shown_and_explained() -> None:
    assert set(MOODS) == set(Mood)


def test_what_each_light_means_counts_the_seconds_that_it_shows() -> None:
    spark = SIGNS[Mood.ASLEEP].rhythm
    assert f"every {spark.seconds:g} seconds" in MOODS[Mood.ASLEEP]
    assert SIGNS[Mood.READY].rhythm.steps == ((1.0, 1.0),) and "steady" in MOODS[Mood.READY]
    (_, on), (_, off) = SIGNS[Mood.WAITING].rhythm.steps
    assert f"{on:g} seconds on and {off:g} seconds off" in MOODS[Mood.WAITING]
    flashes = [level for level, _ in SIGNS[Mood.NEEDS].rhythm.steps if level]
    assert len(flashes) == 2 and "two short flashes" in MOODS[Mood.NEEDS]


def test_what_each_light_means_names_its_colour() -> None:
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 0): "yellow"}
    for mood, sign in SIGNS.items():
        assert names[sign.colour] in MOODS[mood]
