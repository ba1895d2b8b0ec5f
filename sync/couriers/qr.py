"""Carries envelopes as QR codes: any phone turns one into a link to headquarters' page.

The link is <headquarters>/c#<days>.<digits>. The digits are the body of one request as one
decimal number, after a byte 01 that keeps zeros in front: digits are what a QR code holds most
tightly. What stands after # is given to no server by the browser: the page reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from itertools import product
from typing import TYPE_CHECKING

import sqlite_utils

from sync import batch, confirmation, enrolment, outbox, settling
from sync.anew import mending
from sync.answer import Answer
from sync.confirmation import Confirmed
from sync.enrolment import Enrolment
from sync.errors import WrongCode
from sync.keys import hq_keys, own_keys
from sync.keys.key_change import KEY
from sync.outbox import Waiting
from sync.summary import MONTH

if TYPE_CHECKING:
    from segno import QRCode

PATH = "/c"
# A month's envelope, or two days': more in one code is more than a cheap phone reads.
MOST_BYTES = 512
NO_SUCH_CODE = "This code confirms nothing that waits here: please compare it letter by letter."

_MARK = b"\x01"
_FRAME = 2


@dataclass(frozen=True, slots=True)
class Code:
    """One QR code: its link, and the envelopes that it carries."""

    link: str
    carried: tuple[Waiting, ...]

    @property
    def seqs(self) -> list[int]:
        """Tell the numbers of its envelopes."""
        return [one.seq for one in self.carried]

    @property
    def is_whole_month(self) -> bool:
        """Whether it brings a month by itself."""
        return [one.kind for one in self.carried] == [MONTH]

    @property
    def side(self) -> int:
        """Tell how many dots wide it is, with the two of its frame on either side."""
        return int(self.picture.symbol_size(border=_FRAME)[0])

    def picture_in_svg(self) -> str:
        """Draw the code for a page, in units of one dot; what lies around it must be white."""
        drawn: str = self.picture.svg_inline(border=_FRAME, omitsize=True)
        return drawn

    def in_terminal(self) -> str:
        """Draw the code in letters."""
        drawn = StringIO()
        self.picture.terminal(drawn, compact=True)
        return drawn.getvalue()

    @property
    def picture(self) -> "QRCode":
        """Draw the code; no screen is ever smudged: large dots count more than correction."""
        import segno

        address, _, digits = self.link.rpartition(".")
        parts = [f"{address}.", digits]  # each in the mode that holds it most tightly
        return segno.make(parts, error="l", micro=False)  # type: ignore[arg-type]


def laid_out(db: sqlite_utils.Database) -> list[Code]:
    """Lay out what waits in codes; what is too large for one has none.

    The latest month comes first: who photographs one code brings all of it; before it only what
    tells the key that signed it. Then the oldest first.
    Raises NotEnrolled.
    """
    known = enrolment.need(db)
    mending.replace_broken(db, everything=True)
    return codes(known.hq_url, outbox.everything_waiting(db))


def codes(hq_url: str, waiting: Iterable[Waiting]) -> list[Code]:
    """Lay envelopes out in codes."""
    small = [one for one in waiting if len(one.envelope) <= MOST_BYTES]
    month = [one for one in small if one.kind == MONTH][-1:]
    keys = [one for one in small if one.kind == KEY and month and one.place < month[0].place]
    others = [one for one in small if one not in (*keys, *month)]
    parts = (keys, month, others)
    requests = [request for part in parts for request in outbox.requests(part, MOST_BYTES)]
    return [Code(_link(hq_url, request), tuple(request)) for request in requests]


def confirm(db: sqlite_utils.Database, typed: str, at: int) -> int:
    """Settle what a confirmation code says that headquarters has; tell how many envelopes.

    at: the house's own time in Unix seconds, since a code tells none. Raises NotEnrolled or
    WrongCode, and then changes nothing.
    """
    known = enrolment.need(db)
    found = _found(db, known, typed)
    if found is None:
        raise WrongCode(NO_SUCH_CODE)
    if found.alone:
        return settling.acknowledge_one(db, found.epoch, found.seq, at)
    return settling.acknowledge(db, Answer(known.house, found.epoch, found.seq, at))


def _found(db: sqlite_utils.Database, known: Enrolment, typed: str) -> Confirmed | None:
    """Find what a code confirms; either end may not have heard of the other's last key yet."""
    numbers = [(one.epoch, one.seq) for one in outbox.everything_waiting(db)]
    for own, theirs in product(own_keys.line(db), hq_keys.sealing_keys(db)):
        secret = confirmation.secret_of_house(own.signing_key, theirs)
        if found := confirmation.find(secret, known.house, numbers, typed):
            return found
    return None


def pack(body: bytes) -> str:
    """Write bytes as one decimal number."""
    return str(int.from_bytes(_MARK + body))


def _link(hq_url: str, request: list[Waiting]) -> str:
    told = [one.said for one in request if one.said]
    days = [str(said[key]) for said in told for key in ("d", "y") if key in said]
    span = "/".join(sorted({min(days), max(days)})) if days else ""
    return f"{hq_url}{PATH}#{span}.{pack(batch.encode([one.envelope for one in request]))}"
