import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.parts import KINDS, SUGGESTED, Buzzer, Help, Off, Rtc, Status, Wiring, lines_of, load
from hardware.pins import FIVE_VOLTS, GROUNDS, HEADER, THREE_VOLTS
from hardware.wires import FIVE, GROUND, THREE, wires_of


def test_each_wire_of_what_is_suggested_has_a_pin_of_its_own() -> None:
    pins = [wire.pin for wire in wires_of(load(SUGGESTED))]
    assert len(pins) == len(set(pins)) == 20


@given(st.permutations(sorted(KINDS)), st.sampled_from(("cathode", "anode")))
def test_in_any_order_every_part_gets_its_lines_and_its_power(
    order: list[str], common: str
) -> None:
    parts = dict(load(SUGGESTED).parts) | {"status": Status(13, 19, 26, common)}
    wires = wires_of(Wiring({name: parts[name] for name in order}))
    for name, part in parts.items():
        own = [wire for wire in wires if wire.part == name]
        assert {w.pin for w in own if w.line} == {HEADER[n] for n in lines_of(part).values()}
        roles = {wire.role for wire in own}
        assert (GROUND in roles) or (name == "status" and common == "anode" and THREE in roles)
    power = {GROUND: GROUNDS, FIVE: FIVE_VOLTS, THREE: THREE_VOLTS}
    assert all(wire.pin in power[wire.role] for wire in wires if wire.line is None)
    pins = [wire.pin for wire in wires]
    assert len(pins) == len(set(pins))


@pytest.mark.parametrize(("part", "pin"), [(Off(5), 30), (Buzzer(12), 30), (Help(17), 9)])
def test_ground_is_beside_the_line(part: Off | Buzzer | Help, pin: int) -> None:
    name = {Off: "off", Buzzer: "buzzer", Help: "help"}[type(part)]
    assert wires_of(Wiring({name: part}))[-1].pin == pin


def test_a_clock_chip_sits_on_the_i2c_pins() -> None:
    wires = wires_of(Wiring({"rtc": Rtc()}))
    assert {wire.pin for wire in wires} == {1, 3, 5, 6}
