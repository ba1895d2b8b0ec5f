"""The well, the stones, the planks and the pole as SVG, in the line of OpenMoji's pictures."""

_LINE = 'stroke="#000000" stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"'


def _svg(width: float, height: float, *parts: str, line: float = 2.0) -> str:
    inner = "".join(parts).replace("LINE", _LINE.format(width=line))
    face = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return f"{face}{inner}</svg>"


WELL = _svg(
    72,
    72,
    '<path d="M17 46 L17 20 M55 46 L55 20" fill="none" LINE/>',
    '<path d="M10 22 L36 6 L62 22 Z" fill="#EA5A47" LINE/>',
    '<path d="M17 31 L55 31 M36 31 L36 40" fill="none" LINE/>',
    '<path d="M12 46 L14 66 C22 70 50 70 58 66 L60 46 Z" fill="#9B9B9A" LINE/>',
    '<path d="M13 55 L59 55 M28 56 L28 68 M44 56 L44 68" fill="none" LINE/>',
    '<ellipse cx="36" cy="46" rx="24" ry="6" fill="#92D3F5" LINE/>',
)
STONE = _svg(40, 20, '<ellipse cx="20" cy="10" rx="18" ry="8" fill="#D0CFCE" LINE/>')
PLANK = _svg(40, 20, '<rect x="3" y="3" width="34" height="14" rx="3" fill="#C98F52" LINE/>')
# A pole over the shoulders, of whoever walks before and whoever walks behind.
POLE = _svg(80, 8, '<path d="M4 4 L76 4" fill="none" LINE/>', line=5.0)
