"""A keyboard whose keys write and do nothing else, for as long as it is plugged into the kiosk.

Chromium opens windows, finds, zooms and quits by Ctrl, Alt and function keys, some of which no page
and no policy can keep from it. So they mean nothing already where a keyboard's keys get a meaning:
letters, digits, Shift, Enter, Tab, arrows stay, which is all that panel and tag readers need.
"""

from pathlib import Path

_HELD = ("LCTL", "RCTL", "LALT", "RALT", "ALT", "LWIN", "RWIN", "SUPR", "META", "HYPR")
_BESIDE = ("ESC", "MENU", "COMP", "PRSC", "SYRQ", "SCLK", "PAUS", "BRK", "HELP", "UNDO", "AGAI")
_FUNCTION = tuple(f"FK{number:02}" for number in range(1, 25))
# Keys for the web, mail, files, searching, zooming: whatever a maker thought of.
_OTHERS = tuple(f"I{number}" for number in range(120, 256))

# Last, so that nothing gives them a meaning again.
_RULES = """! include %S/evdev
! option = symbols
  aiyou:writing = +aiyou(writing)
"""


def only_writing(home: Path) -> dict[str, str]:
    """Lay down such a keyboard where the compositor looks for one; tell how it is asked for."""
    room = home / ".config" / "xkb"
    for name, text in (("rules/evdev", _RULES), ("symbols/aiyou", _symbols())):
        file = room / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return {"HOME": str(home), "XKB_DEFAULT_OPTIONS": "aiyou:writing"}


def _symbols() -> str:
    # Of a key without a symbol Chromium guesses what is printed on it: each says that it is Shift,
    # and does nothing, lest a modifier's key go on being one.
    nothing = 'type="ONE_LEVEL", symbols[Group1]=[Shift_L], actions[Group1]=[NoAction()]'
    silent = (*_HELD, *_BESIDE, *_FUNCTION, *_OTHERS)
    keys = "".join(f"  replace key <{name}> {{ {nothing} }};\n" for name in silent)
    return f'partial\nxkb_symbols "writing" {{\n{keys}}};\n'
