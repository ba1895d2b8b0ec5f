from hardware.pins import (
    FIVE_VOLTS,
    GROUNDS,
    HEADER,
    IDENTITY,
    PINS,
    THREE_VOLTS,
    line_of,
    nearest_ground,
)


def test_each_of_forty_pins_is_for_one_thing() -> None:
    all_pins = [*HEADER.values(), *GROUNDS, *THREE_VOLTS, *FIVE_VOLTS, *IDENTITY]
    assert sorted(all_pins) == [*PINS]


def test_the_header_is_as_gpiozero_knows_it() -> None:
    """The drawing must not lead anybody to another pin than the program uses."""
    from gpiozero.pins.mock import MockFactory

    board = MockFactory().board_info
    for line, pin in HEADER.items():
        ((header, info),) = board.find_pin(f"GPIO{line}")
        assert (header.name, info.number) == ("J8", pin)
        assert line_of(pin) == line
    for pin in GROUNDS:
        assert board.headers["J8"].pins[pin].name == "GND"
        assert line_of(pin) is None


def test_the_nearest_ground_is_beside() -> None:
    assert nearest_ground(11) in (9, 14)
    assert nearest_ground(40) in (34, 39)
    assert nearest_ground(8) == 6
