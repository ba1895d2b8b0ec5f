"""An envelope once more, inside another one: pure.

What a house minted keeps its bytes, yet headquarters may take them no longer: they carry the key
of before a new enrolment, or a number that another card of this house has used. Sealed inside an
envelope of today they come all the same.
"""

from collections.abc import Mapping
from typing import Any

from sync.errors import BadEnvelope

AGAIN = "again"


def payload(envelope: bytes) -> dict[str, Any]:
    """Write the payload of an `again` envelope."""
    return {"e": envelope}


def from_payload(payload: Mapping[str, Any]) -> bytes:
    """Read the bytes of the envelope that an `again` envelope brings. Raises BadEnvelope."""
    inner = payload.get("e")
    if type(inner) is not bytes or not inner:
        raise BadEnvelope("There is no envelope inside.")
    return inner
