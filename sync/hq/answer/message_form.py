"""What is typed into the form of a message; pure."""

from collections.abc import Mapping
from datetime import datetime

from sync import cbor
from sync.hq.answer.post import MOST_BYTES
from sync.hq.errors import Refused
from sync.materials import Material
from sync.messages import (
    ANNOUNCEMENT,
    GUIDANCE,
    LONGEST_BODY,
    LONGEST_MATERIAL,
    LONGEST_TITLE,
    MATERIAL,
    Bulletin,
)

# The kinds of messages that people write, and how many characters the text of each may have.
LENGTHS = {ANNOUNCEMENT: LONGEST_BODY, GUIDANCE: LONGEST_BODY, MATERIAL: LONGEST_MATERIAL}


def read(kind: str, typed: Mapping[str, str], now: datetime) -> Bulletin:
    """Read what is to be said, a Material where it is one; kind: one of LENGTHS. Raises Refused."""
    title, title_en = (" ".join(typed.get(name, "").split()) for name in ("title", "title_en"))
    body, body_en = (_lines(typed.get(name, "")) for name in ("body", "body_en"))
    if bool(title_en) != bool(body_en):
        raise Refused("In English, please write both title and text, or neither.")
    if not title or max(len(title), len(title_en)) > LONGEST_TITLE:
        raise Refused("A title has 1 to %(most)s characters.", most=LONGEST_TITLE)
    if not body or max(len(body), len(body_en)) > LENGTHS[kind]:
        raise Refused("A text has 1 to %(most)s characters.", most=LENGTHS[kind])
    made = Material if kind == MATERIAL else Bulletin
    written = made(int(now.timestamp()), title, body, title_en, body_en)
    if len(cbor.encode(written.content())) > MOST_BYTES:
        raise Refused("Both texts together are longer than what one answer can carry.")
    return written


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
