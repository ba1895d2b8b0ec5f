"""The body of POST /v1/envelopes: an array of envelopes, each a byte string."""

from collections.abc import Sequence

from sync import cbor
from sync.errors import BadEnvelope

PATH = "/v1/envelopes"
MOST = 100
LARGEST = 2 * 1024 * 1024


def encode(envelopes: Sequence[bytes]) -> bytes:
    """Write at most 100 envelopes of one house and epoch as one body."""
    if not 1 <= len(envelopes) <= MOST:
        raise BadEnvelope("A request carries 1 to 100 envelopes.")
    return cbor.encode([*envelopes])


def decode(data: bytes) -> list[bytes]:
    """Read a body, or raise BadEnvelope; what each byte string holds is not looked at."""
    if len(data) > LARGEST:
        raise BadEnvelope("The request is larger than 2 MiB.")
    envelopes = cbor.decode(data)
    if not isinstance(envelopes, list) or not all(type(one) is bytes for one in envelopes):
        raise BadEnvelope("The request is not an array of envelopes.")
    if not 1 <= len(envelopes) <= MOST:
        raise BadEnvelope("A request carries 1 to 100 envelopes.")
    return envelopes
