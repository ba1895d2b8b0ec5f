from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockPWMPin

from hardware.attendant import Shown
from hardware.box import Box, open_pins
from hardware.language import Speech
from hardware.parts import SUGGESTED, Buzzer, Help, Off, Presence, Status, Ups, Wiring, load
from hardware.service import sentence_of


@pytest.fixture(autouse=True)
def mock_pins(tmp_path: Path) -> Iterator[None]:
    assert open_pins(chips=tmp_path) is None
    yield
    Device.pin_factory.reset()


@pytest.fixture
def happened() -> list[Any]:
    return []


@pytest.fixture
def box(happened: list[Any]) -> Iterator[Box]:
    box = Box(load(SUGGESTED), lambda *what: happened.append(what))
    yield box
    box.close()


def pin(line: int) -> Any:
    return Device.pin_factory.pin(f"GPIO{line}")


def test_each_input_tells_its_part(box: Box, happened: list[Any]) -> None:
    pin(17).drive_low()
    pin(17).drive_high()
    pin(5).drive_low()
    pin(22).drive_high()
    pin(6).drive_low()
    assert happened == [
        ("presence", False),
        ("help", True), ("help", False), ("off", True), ("presence", True), ("ups", True),
    ]  # fmt: skip
    assert box.is_active("off") and not box.is_active("help")


def test_lights_and_tone_are_set(box: Box) -> None:
    box.show(Shown((1.0, 0.0, 1.0), 1.0, 1.0))
    assert [pin(line).state for line in (13, 19, 26)] == [1, 0, 1]
    assert pin(27).state == 1
    assert 0 < pin(12).state == pytest.approx(0.05)  # soft
    box.show(Shown((0.0, 0.0, 0.0), 0.0, 0.0))
    assert [pin(line).state for line in (13, 19, 26, 27, 12)] == [0] * 5
    assert pin(12).frequency is None


def test_a_light_with_a_common_anode_is_lit_by_low(happened: list[Any]) -> None:
    box = Box(Wiring({"status": Status(13, 19, 26, common="anode")}), happened.append)
    box.show(Shown((1.0, 0.0, 0.0), 0.0, 0.0))
    assert (pin(13).state, pin(19).state) == (0, 1)
    box.close()


class Driven(MockPWMPin):
    """A pin that something outside drives high, whatever it is pulled to."""

    def _set_pull(self, value: str) -> None:
        super()._set_pull(value)
        self.drive_high()


def test_what_is_so_at_the_start_is_told(happened: list[Any]) -> None:
    Device.pin_factory.pin_class = Driven
    box = Box(Wiring({"presence": Presence(22)}), lambda *what: happened.append(what))
    assert happened == [("presence", True)]
    box.close()


class Jammed(MockPWMPin):
    """The pin of a button that is down before anybody looks."""

    def _set_pull(self, value: str) -> None:
        super()._set_pull(value)
        self.drive_low()


def test_an_off_button_that_jams_switches_off_no_house_that_starts(happened: list[Any]) -> None:
    Device.pin_factory.pin_class = Jammed
    box = Box(Wiring({"off": Off(5), "help": Help(17)}), lambda *what: happened.append(what))
    assert box.is_active("off") and happened == [("help", True)]
    pin(5).drive_high()
    pin(5).drive_low()
    assert happened[1:] == [("off", False), ("off", True)]
    box.close()


@pytest.mark.parametrize("fails", ["low", "high"])
def test_a_wire_that_fell_off_is_no_power_cut(happened: list[Any], fails: str) -> None:
    box = Box(Wiring({"ups": Ups(6, fails=fails)}), lambda *what: happened.append(what))
    assert not box.is_active("ups")
    assert pin(6).pull == ("up" if fails == "low" else "down")
    box.close()


def test_a_part_that_fails_is_said_and_left_out() -> None:
    wiring = Wiring({"help": Help(17), "presence": Presence(17), "buzzer": Buzzer(12)})
    box = Box(wiring, lambda *_: None)
    assert "help" in box and "buzzer" in box and "presence" not in box
    said = [sentence_of(one, Speech("en")) for one in box.troubles]
    assert len(said) == 1
    assert said[0].startswith("The presence sensor does not answer (")
    box.close()


class Busy(Exception):
    """As lgpio's own, it is of no kind but Exception."""


class Shared(MockPWMPin):
    """A pin that another program may hold."""

    held: ClassVar[set[str]] = set()

    def __init__(self, factory: Any, info: Any) -> None:
        if info.name in self.held:
            raise Busy("GPIO busy")
        super().__init__(factory, info)


@pytest.mark.parametrize("line", [17, 27, 13, 19, 26, 12])
def test_a_line_that_another_program_holds_costs_its_part_until_it_lets_go(
    monkeypatch: pytest.MonkeyPatch, line: int
) -> None:
    Device.pin_factory.pin_class = Shared
    wiring = Wiring({"help": Help(17, 27), "status": Status(13, 19, 26), "buzzer": Buzzer(12)})
    monkeypatch.setattr(Shared, "held", {f"GPIO{line}"})
    with closing(Box(wiring, lambda *_: None)) as box:
        (missing,) = {name for name in wiring.parts if name not in box}
        assert box.try_again() == [] and not box.is_whole
        Shared.held.clear()
        assert box.try_again() == [missing] and missing in box and box.is_whole


def test_what_comes_late_shows_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    Device.pin_factory.pin_class = Shared
    monkeypatch.setattr(Shared, "held", {"GPIO19"})
    shown = Shown((0.0, 1.0, 0.0), 0.0, 0.0)
    with closing(Box(Wiring({"status": Status(13, 19, 26)}), lambda *_: None)) as box:
        box.show(shown)
        Shared.held.clear()
        box.try_again()
        box.show(shown)
        assert pin(19).state == 1


def test_pins_that_cannot_be_used_are_said(tmp_path: Path) -> None:
    (tmp_path / "gpiochip0").touch()  # a chip that lgpio cannot open on this machine
    here = Path.cwd()
    trouble = open_pins(chips=tmp_path)
    assert Path.cwd() == here
    assert trouble is not None
    assert "cannot be used" in sentence_of(trouble, Speech("en"))


def test_everything_is_dark_in_the_end(box: Box) -> None:
    box.show(Shown((1.0, 1.0, 1.0), 1.0, 1.0))
    box.close()
    box.close()
    assert "help" not in box
