"""The house seals with libsodium, or it does not start: nothing is ever kept in clear instead."""

from kiosk.errors import NoSodium


def require() -> None:
    """Seal something and open it again. Raises NoSodium."""
    try:
        from nacl.public import PrivateKey, SealedBox

        key = PrivateKey.generate()
        works = SealedBox(key).decrypt(SealedBox(key.public_key).encrypt(b"sealed")) == b"sealed"
    except Exception as error:
        raise NoSodium(_SENTENCE) from error
    if not works:
        raise NoSodium(_SENTENCE)


_SENTENCE = "libsodium (PyNaCl) is missing or broken: nothing could be sealed, so nothing starts."
