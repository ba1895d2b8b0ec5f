"""The one form of CBOR on the wire: RFC 8949 section 4.2.1, and only plain values.

Plain values: integers of 64 bits, byte strings, text, arrays, maps with text keys,
true, false and null. One value has exactly one form, so bytes can be signed and compared.
"""

from typing import Any, NoReturn

import cbor2

from sync.errors import BadEnvelope

_DEEPEST = 16
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def encode(value: object) -> bytes:
    """Write a plain value in its one form, or raise BadEnvelope."""
    _check(value, 0)
    try:
        return cbor2.dumps(value, canonical=True)
    except UnicodeEncodeError as error:
        raise BadEnvelope("A text holds half a character.") from error


def decode(data: bytes) -> object:
    """Read the one form of a plain value, or raise BadEnvelope."""
    try:
        value = cbor2.loads(
            data,
            semantic_decoders=_TAGS,
            max_depth=_DEEPEST,
            allow_indefinite=False,
            allow_duplicate_keys=False,
        )
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise BadEnvelope("The bytes are not CBOR.") from error
    if encode(value) != data:
        raise BadEnvelope("The bytes are not in their one deterministic form.")
    return value


def _check(value: object, depth: int) -> None:
    if depth > _DEEPEST:
        raise BadEnvelope("A value is nested too deep.")
    if isinstance(value, list | tuple):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, dict):
        _check_map(value, depth)
    else:
        _check_single(value)


def _check_map(value: dict[Any, Any], depth: int) -> None:
    for key, item in value.items():
        if type(key) is not str:
            raise BadEnvelope("A map has a key that is not a text.")
        _check(item, depth + 1)


def _check_single(value: object) -> None:
    if value is None or type(value) in (bool, str, bytes):
        return
    if type(value) is not int or not _SMALLEST <= value <= _LARGEST:
        raise BadEnvelope("A value is of a kind that does not travel.")


def _refuse(_decoder: object) -> NoReturn:
    raise ValueError


# Left alone, cbor2 makes dates, patterns and huge numbers of these before anyone can look.
_TAGS = dict.fromkeys((*range(64), *range(256, 264), 100, 1004, 43000, 43001, 55799), _refuse)
