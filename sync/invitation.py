"""Address and one-time code in one piece, as a QR code or a reader of one brings them: pure.

The link is <headquarters>/e#<code>: what stands after # is given to no server by a browser.
"""

from unicodedata import normalize

PATH = "/e"


def link(hq_url: str, code: str) -> str:
    """Write address and code as one link."""
    return f"{hq_url.rstrip('/')}{PATH}#{code}"


def read(typed: str) -> tuple[str, str]:
    """Read what was typed, scanned or pasted: a link, or an address and then perhaps a code.

    A keyboard that is set to Chinese gives the wide signs. Returns the address and the code; empty
    where there is none.
    """
    plain = normalize("NFKC", typed).strip()
    address, mark, code = plain.partition("#")
    if mark:
        return address.removesuffix(PATH), code.strip()
    address, _, code = plain.partition(" ")
    return address, code.strip()
