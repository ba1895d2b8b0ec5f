"""Draws the wiring: the 40-pin header with a tag at each pin in use, and a list for each part."""

from collections.abc import Iterator
from html import escape

from hardware.language import Speech, _
from hardware.parts import NAMES, Wiring
from hardware.pins import FIVE_VOLTS, GROUNDS, PINS, THREE_VOLTS, line_of
from hardware.wires import Wire, wires_of

_WIDTH, _MIDDLE, _TOP, _ROW = 960, 480, 130, 30
_FONT = "Noto Sans CJK SC, Noto Sans, sans-serif"

# A colour and a letter for each part: nobody need tell colours apart.
_COLOURS = {
    "help": "#A83A3A", "presence": "#5D3F80", "status": "#2B6A45", "buzzer": "#B46A00",
    "off": "#3B2F2A", "ups": "#1F6E9C", "rtc": "#8A5A44",
}  # fmt: skip
_LETTERS = dict(zip(_COLOURS, "ABCDEFG", strict=True))


def draw(wiring: Wiring, speech: Speech) -> str:
    """Draw a wiring as SVG."""
    wires = wires_of(wiring)
    cards_top = _TOP + 20 * _ROW + 40
    cards, height = _cards(wires, speech, cards_top)
    title = speech.say(_("How the box is wired"))
    body = [
        _text(_MIDDLE, 44, title, size=26, anchor="middle", weight="bold"),
        _text(_MIDDLE, 74, speech.say(
            _("Switch off and pull the plug first. Hold the board with its USB ports down.")
        ), size=15, anchor="middle"),
        *_header(wires, speech),
        *cards,
    ]  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}"'
        f' height="{height}" font-family="{_FONT}" fill="#3B2F2A">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="#FFF8EC"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _header(wires: list[Wire], speech: Speech) -> Iterator[str]:
    yield (
        f'<rect x="{_MIDDLE - 34}" y="{_TOP - 22}" width="68" height="{20 * _ROW + 14}" rx="6"'
        ' fill="#24324F"/>'
    )
    # The outer row runs along the board's edge.
    yield _text(_MIDDLE + 42, _TOP - 14, speech.say(_("corner of the board")), 12)
    for pin in PINS:
        x, y = _place(pin)
        shape = f'<circle cx="{x}" cy="{y}" r="10" fill="{_metal(pin)}"/>'
        if pin == 1:
            shape = f'<rect x="{x - 10}" y="{y - 10}" width="20" height="20" fill="{_metal(pin)}"/>'
        yield shape
        yield _text(x, y + 4, f"{pin}", 11, "middle", colour="#24324F", weight="bold")
        yield from _tags([wire for wire in wires if wire.pin == pin], pin, speech)


def _tags(wires: list[Wire], pin: int, speech: Speech) -> Iterator[str]:
    """Draw what is on a pin, on its side of the header."""
    if not wires:
        return
    x, y = _place(pin)
    side = -1 if pin % 2 else 1
    colour = _COLOURS[wires[0].part]
    end = _MIDDLE + side * 92
    yield (
        f'<path d="M{x + side * 10} {y}H{end}" stroke="{colour}" stroke-width="4"'
        ' stroke-linecap="round" fill="none"/>'
    )
    yield _badge(end + side * 10, y, wires[0].part)
    said = "; ".join(f"{speech.say(NAMES[wire.part])} · {_role(wire, speech)}" for wire in wires)
    yield _text(end + side * 28, y + 5, said, 15, "end" if side < 0 else "start")


def _cards(wires: list[Wire], speech: Speech, top: int) -> tuple[list[str], int]:
    """List each part's wires below the header, two parts beside each other."""
    drawn: list[str] = []
    parts = list(dict.fromkeys(wire.part for wire in wires))
    y = top
    for first in range(0, len(parts), 2):
        tallest = 0
        for column, part in enumerate(parts[first : first + 2]):
            own = [wire for wire in wires if wire.part == part]
            x = 40 + column * 450
            drawn += _card(part, own, speech, x, y)
            tallest = max(tallest, 52 + 24 * len(own))
        y += tallest + 16
    return drawn, y + 14


def _card(part: str, wires: list[Wire], speech: Speech, x: int, y: int) -> Iterator[str]:
    yield (
        f'<rect x="{x}" y="{y}" width="430" height="{46 + 24 * len(wires)}" rx="10"'
        f' fill="#FFFFFF" stroke="{_COLOURS[part]}" stroke-width="2"/>'
    )
    yield _badge(x + 24, y + 24, part)
    yield _text(x + 44, y + 30, speech.say(NAMES[part]), 17, weight="bold")
    for row, wire in enumerate(wires):
        line = "" if wire.line is None else f" (GPIO {wire.line})"
        pin = speech.say(_("pin {pin}"), pin=wire.pin)
        yield _text(x + 44, y + 56 + 24 * row, f"{speech.say(wire.role)} → {pin}{line}", 15)


def _role(wire: Wire, speech: Speech) -> str:
    role = speech.say(wire.role)
    return role if wire.line is None else f"{role} (GPIO {wire.line})"


def _place(pin: int) -> tuple[int, int]:
    return _MIDDLE + (-15 if pin % 2 else 15), _TOP + (pin - 1) // 2 * _ROW


def _metal(pin: int) -> str:
    for pins, colour in ((GROUNDS, "#B9BEC9"), (FIVE_VOLTS, "#E0706B"), (THREE_VOLTS, "#F6B73C")):
        if pin in pins:
            return colour
    return "#FFFFFF" if line_of(pin) is None else "#7CC4E8"


def _badge(x: float, y: float, part: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="11" fill="{_COLOURS[part]}"/>' + _text(
        x, y + 5, _LETTERS[part], 13, "middle", colour="#FFFFFF", weight="bold"
    )


def _text(
    x: float, y: float, words: str, size: int, anchor: str = "start",
    colour: str = "#3B2F2A", weight: str = "normal",
) -> str:  # fmt: skip
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
        f' font-weight="{weight}">{escape(words)}</text>'
    )
