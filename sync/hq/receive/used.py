"""What a house says under a number that it has used: the same once more, or something else."""

from collections.abc import Sequence

from sqlalchemy import Connection

from sync import cbor, envelope
from sync.anew import again
from sync.anew.again import AGAIN
from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq.keyring import Keyring
from sync.hq.receive import ledger
from sync.messages import LOST


def says_the_same(connection: Connection, ring: Keyring, seen: Seen, data: bytes) -> bool:
    """Tell whether an envelope says what was kept under its number, in other bytes.

    A house that tells anew what headquarters lost seals it anew, and cannot know what of it is
    here after all: so `lost` in the place of what is here says the same too.
    """
    kept = ledger.kept(connection, seen)
    if kept is None:
        return False
    try:
        was, said = (_word(one, ring.sealing_keys) for one in (kept, data))
    except BadEnvelope:
        return False
    return said in (was, (LOST, cbor.encode({"k": was[0]})))


def _word(data: bytes, sealing_keys: Sequence[bytes]) -> tuple[str, bytes]:
    """Read kind and payload of an envelope, or of the one that it brings once more.

    Raises BadEnvelope.
    """
    seen = envelope.peek(data)
    payload = envelope.unseal(seen, *sealing_keys)
    if seen.kind == AGAIN:
        return _word(again.from_payload(payload), sealing_keys)
    return seen.kind, cbor.encode(payload)
