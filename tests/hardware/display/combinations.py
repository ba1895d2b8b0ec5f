"""Keys that curious fingers press together on a keyboard that somebody plugs in."""

# A key's number, as the kernel's plus 8: first those that stand in a row.
_ROWS = {10: "1234567890", 24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm"}
_FUNCTION = {f"F{number}": 66 + number if number < 11 else 84 + number for number in range(1, 13)}
_OTHERS = {
    "Escape": 9, "minus": 20, "equal": 21, "BackSpace": 22, "Tab": 23, "bracketleft": 34,
    "bracketright": 35, "Return": 36, "ctrl": 37, "shift": 50, "comma": 59, "period": 60,
    "slash": 61, "alt": 64, "space": 65, "right_ctrl": 105, "Print": 107, "right_alt": 108,
    "Home": 110, "Up": 111, "Page_Up": 112, "Left": 113, "Right": 114, "End": 115, "Down": 116,
    "Page_Down": 117, "Delete": 119, "Pause": 127, "super": 133, "Menu": 135, "Help": 146,
    "Calculator": 148, "Explorer": 152, "Launch1": 156, "WWW": 158, "Mail": 163, "Favorites": 164,
    "Back": 166, "Forward": 167, "Tools": 179, "HomePage": 180, "Reload": 181, "New": 189,
    "Close": 214, "Search": 225,
}  # fmt: skip
CODES = {
    **{letter: first + at for first, row in _ROWS.items() for at, letter in enumerate(row)},
    **_FUNCTION,
    **_OTHERS,
}

_BETWEEN = [
    "Tab",
    "Escape",
    "Delete",
    "BackSpace",
    "space",
    "Home",
    "Left",
    "Right",
    "Page_Up",
    "Page_Down",
    "Print",
]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORDS = """
Escape Menu Print Pause Help super shift+Escape ctrl+Escape shift+F10 shift+Delete
ctrl+Tab ctrl+shift+Tab alt+shift+Tab ctrl+alt+Tab super+Tab
ctrl+minus ctrl+equal ctrl+Page_Up ctrl+Page_Down ctrl+Home ctrl+End right_ctrl+w right_alt+F4
ctrl+shift+Delete ctrl+shift+Escape ctrl+alt+Delete ctrl+alt+BackSpace ctrl+alt+t ctrl+alt+l
ctrl+slash ctrl+comma ctrl+period ctrl+bracketleft ctrl+bracketright ctrl+shift+slash
super+d super+e super+l super+r super+t super+space super+Left super+Up super+comma
Back Forward Reload HomePage Search WWW Mail Explorer Favorites New Close Tools Calculator Launch1
"""

COMBINATIONS = [
    *_WORDS.split(),
    *_FUNCTION,
    *(f"{held}+{key}" for held in ("ctrl", "alt", "shift", "ctrl+alt") for key in _FUNCTION),
    *(f"{held}+{key}" for held in ("ctrl", "ctrl+shift", "alt") for key in _LETTERS),
    *(f"ctrl+{key}" for key in "1234567890"),
    *(f"alt+{key}" for key in _BETWEEN),
]
