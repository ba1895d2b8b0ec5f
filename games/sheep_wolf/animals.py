"""The animals that we draw ourselves, as friendly as OpenMoji's; they look left, as these do."""

_LINE = 'stroke="#000000" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"'
_LEGS = "".join(
    f'<path d="M{x} 46 L{x} 61 L{x + 5} 61 L{x + 6} 46 Z" fill="{{coat}}" {_LINE}/>'
    for x in (22, 30, 45, 53)
)
_BUSHY = "M55 36 C62 33 70 38 72 47 C73 53 71 58 68 60 C62 58 56 50 53 44 Z"
_TIP = "M72 48 C73 53 71 58 68 60 C65 59 62 56 60 53 C65 54 69 52 72 48 Z"
_CURLY = "M56 38 C64 36 68 30 65 24 C70 27 71 38 60 44 Z"
_BODY = (
    "M20 34 C26 29 33 33 40 33 C47 32 55 32 58 37 C60 43 57 47 49 46 C43 49 35 52 28 51"
    " C20 50 17 42 20 34 Z"
)
_CHEST = "M21 42 C25 45 30 44 32 40 C34 46 31 51 28 51 C24 51 21 47 21 42 Z"
_FLEECE = (
    "M19 38 C15 34 19 29 23 31 C24 26 31 25 33 29 C36 25 42 25 44 29 C48 25 54 27 54 31"
    " C60 30 63 36 59 39 C63 43 60 49 56 48 C54 53 48 54 45 51 C42 55 36 55 33 51"
    " C29 54 23 53 23 48 C17 48 16 42 19 38 Z"
)
_HEAD = "M26 41 C20 42 9 41 4 38 C2 36 2 33 5 32 L16 28 L23 22 L31 26 C34 32 32 39 26 41 Z"
_PRICKED = "M17 28 L15 17 L25 22 Z M24 23 L30 15 L33 28 Z"
_HANGING = "M24 22 C30 20 36 25 35 36 C30 38 26 32 25 26 Z"
_WOOL = "M19 26 C15 23 18 18 22 20 C23 15 29 16 30 20 C34 19 36 24 32 27 C27 25 23 25 19 26 Z"
_FACE = (
    '<path d="M4 38 C2 36 2 33 5 32 L12 29.5 C17 32 18 36 16 40.6 C12 40.5 7 39.8 4 38 Z"'
    f' fill="{{muzzle}}" {_LINE}/>'
    '<circle cx="5" cy="32.5" r="2.3" fill="#000000"/>'
    '<circle cx="21" cy="30" r="1.8" fill="#000000"/>'
    f'<path d="M8 37.6 C12 39 17 38.5 20 35.6" fill="none" {_LINE}/>'
)
_GREY, _PALE, _WHITE = "#8A8F99", "#D0D3D9", "#FFFFFF"


def _part(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="{colour}" {_LINE}/>'


def _svg(*parts: str) -> str:
    inner = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 4 75 62">{inner}</svg>'


def _legs(coat: str) -> str:
    return _LEGS.format(coat=coat)


WOLF = _svg(
    _part(_BUSHY, _GREY),
    _part(_TIP, _WHITE),
    _legs(_GREY),
    _part(_BODY, _GREY),
    _part(_CHEST, _PALE),
    _part(_PRICKED, _GREY),
    _part(_HEAD, _GREY),
    _FACE.format(muzzle=_PALE),
)
# A wolf still, by its ears, its grey face and legs, and its tail.
HIDDEN = _svg(
    _part(_BUSHY, _GREY),
    _part(_TIP, _WHITE),
    _legs(_GREY),
    _part(_FLEECE, _WHITE),
    _part(_PRICKED, _GREY),
    _part(_HEAD, _GREY),
    _part(_WOOL, _WHITE),
    _FACE.format(muzzle=_PALE),
)
DOG = _svg(
    _part(_CURLY, "#A57939"),
    _legs("#A57939"),
    _part(_BODY, "#A57939"),
    _part(_HEAD, "#A57939"),
    _part(_HANGING, "#6A462F"),
    _FACE.format(muzzle=_WHITE),
    '<path d="M26 41 C30 40 33 37 34 33" fill="none" stroke="#EA5A47" stroke-width="4"/>',
)

DRAWN = {"wolf": WOLF, "hidden": HIDDEN, "dog": DOG}
PICTURES = {"sheep": "1F411", "ram": "1F40F", "cow": "1F404"}
