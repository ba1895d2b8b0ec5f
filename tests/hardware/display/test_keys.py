import re
import subprocess
from pathlib import Path

import pytest

from hardware.display.keys import only_writing
from tests.hardware.display.combinations import CODES

KEYBOARD = """xkb_keymap {
  xkb_keycodes { include "evdev+aliases(qwerty)" };
  xkb_types { include "complete" };
  xkb_compat { include "complete" };
  xkb_symbols { include "pc+us+inet(evdev)+aiyou(writing)" };
};
"""
WRITES = {*"abcdefghijklmnopqrstuvwxyz0123456789", "minus", "equal", "comma", "period", "slash"}
MOVES = {
    *("Tab", "Return", "BackSpace", "Delete", "space", "Home", "End", "Left", "Right", "Up"),
    *("Down", "Page_Up", "Page_Down", "bracketleft", "bracketright", "shift"),
}


@pytest.fixture
def keymap(tmp_path: Path) -> str:
    only_writing(tmp_path)
    source, compiled = tmp_path / "keyboard", tmp_path / "keyboard.xkb"
    source.write_text(KEYBOARD)
    rooms = f"-I{tmp_path}/.config/xkb"
    subprocess.run(["xkbcomp", "-w0", "-xkb", rooms, source, compiled], check=True)
    return compiled.read_text()


def silent(keymap: str) -> set[int]:
    """Tell the numbers of the keys that say Shift, and do nothing."""
    names = re.findall(r"key +<(\w+)> +\{[^}]*NoAction\(\)[^}]*\}", keymap)
    numbers = dict(re.findall(r"^ *<(\w+)> = (\d+);", keymap, re.MULTILINE))
    return {int(numbers[name]) for name in names}


def test_keys_that_write_or_move_stay_and_all_others_are_silent(keymap: str) -> None:
    kept = {name for name, code in CODES.items() if code not in silent(keymap)}
    assert kept == WRITES | MOVES


def test_the_compositor_is_told_where_the_keyboard_is(tmp_path: Path) -> None:
    given = only_writing(tmp_path)
    assert given == {"HOME": str(tmp_path), "XKB_DEFAULT_OPTIONS": "aiyou:writing"}
    assert "aiyou:writing = +aiyou(writing)" in (tmp_path / ".config/xkb/rules/evdev").read_text()
