"""The certificate's fingerprint, as it is compared: in short words, and as browsers write it."""

from flask_babel import lazy_gettext as lazy

from kiosk.house import House

# Five bits a word; what is compared with care is the number, which no page can make up.
_WORDS = (
    lazy("mountain"), lazy("river"), lazy("moon"), lazy("star"),
    lazy("rice"), lazy("tea"), lazy("fish"), lazy("bird"),
    lazy("horse"), lazy("sheep"), lazy("ox"), lazy("tree"),
    lazy("flower"), lazy("leaf"), lazy("stone"), lazy("rain"),
    lazy("snow"), lazy("wind"), lazy("cloud"), lazy("fire"),
    lazy("bridge"), lazy("boat"), lazy("cart"), lazy("lamp"),
    lazy("door"), lazy("wall"), lazy("pot"), lazy("cup"),
    lazy("salt"), lazy("bread"), lazy("drum"), lazy("kite"),
)  # fmt: skip
_SHOWN_WORDS, _SHOWN_BYTES = 6, 8


def in_words(house: House) -> list[str]:
    """Tell the beginning of the fingerprint in short words."""
    found = house.remote.fingerprint[:_SHOWN_WORDS]
    return [str(_WORDS[byte % len(_WORDS)]) for byte in found]


def in_hexadecimal(house: House) -> str:
    """Tell the beginning of the fingerprint (SHA-256) as a browser shows it."""
    return house.remote.fingerprint[:_SHOWN_BYTES].hex(" ").upper()
