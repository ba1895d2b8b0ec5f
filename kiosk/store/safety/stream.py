"""One encrypted stream: libsodium's secretstream in chunks, bound to what was told before it."""

from collections.abc import Iterable, Iterator

from nacl import bindings
from nacl.exceptions import CryptoError

CHUNK = 64 * 1024

_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_HEADER_BYTES = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_KEY_BYTES = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
_State = bindings.crypto_secretstream_xchacha20poly1305_state
_init_push = bindings.crypto_secretstream_xchacha20poly1305_init_push
_push = bindings.crypto_secretstream_xchacha20poly1305_push
_init_pull = bindings.crypto_secretstream_xchacha20poly1305_init_pull
_pull = bindings.crypto_secretstream_xchacha20poly1305_pull


def new_key() -> bytes:
    """Make a key for one stream."""
    return bytes(bindings.crypto_secretstream_xchacha20poly1305_keygen())


def encrypt(key: bytes, told: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Encrypt pieces of any length; the first chunk cannot be opened without `told`."""
    state = _State()
    yield _init_push(state, key)
    for chunk, is_last in _in_chunks(pieces):
        yield _push(state, chunk, told, _FINAL if is_last else _MESSAGE)
        told = b""


def decrypt(key: bytes, told: bytes, data: memoryview) -> Iterator[bytes]:
    """Decrypt a whole stream: with nothing missing, nothing added. Raises CryptoError."""
    state = _State()
    if len(key) != _KEY_BYTES or len(data) < _HEADER_BYTES + _MORE:
        raise CryptoError("The stream is too short.")
    _init_pull(state, bytes(data[:_HEADER_BYTES]), key)
    for start in range(_HEADER_BYTES, len(data), CHUNK + _MORE):
        end = start + CHUNK + _MORE
        chunk = bytes(data[start:end])
        if len(chunk) < _MORE:
            raise CryptoError("The stream ends within a chunk.")
        piece, tag = _pull(state, chunk, told)
        told = b""
        if (tag == _FINAL) != (end >= len(data)):
            raise CryptoError("The stream does not end where it should.")
        yield piece


def _in_chunks(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            yield bytes(waiting[:CHUNK]), False
            del waiting[:CHUNK]
    yield bytes(waiting), True
