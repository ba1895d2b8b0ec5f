"""Whose certificates the house trusts: the system's authorities, and one of the foundation's."""

import ssl
from functools import cache
from pathlib import Path

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from sync.errors import CourierError

NO_AUTHORITY = "The file of the foundation's authority cannot be read, or holds no certificate."

# OpenSSL, x509_vfy.h: X509_V_FLAG_NO_CHECK_TIME, and the two errors of a date.
_NO_CHECK_TIME = 0x200000
_NOT_YET_VALID, _EXPIRED = 9, 10


@cache
def context(authority: Path | None = None, *, dates: bool = True) -> ssl.SSLContext:
    """Make what a connection is checked against: chain and host name, and the dates.

    authority: a PEM file of the foundation's own authority. dates: False for a house that does
    not know the date. Raises CourierError.
    """
    made = ssl.create_default_context()
    # An image without the system's list still knows whom the world trusts.
    made.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    # A part of a chain that the foundation names is trusted without the rest of it.
    made.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    if authority:
        try:
            made.load_verify_locations(authority)
        except OSError as error:
            raise CourierError(NO_AUTHORITY, permanent=True) from error
    if not dates:
        made.verify_flags |= _NO_CHECK_TIME
    return made


def is_of_dates(error: BaseException | None) -> bool:
    """Tell whether a connection failed for the dates of a certificate alone."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_code in (_NOT_YET_VALID, _EXPIRED)
        error = _cause(error)
    return False


def _cause(error: BaseException) -> BaseException | None:
    """Find what an error of requests or urllib3 wraps."""
    inner = getattr(error, "reason", None) or next(iter(error.args), None)
    return inner if isinstance(inner, BaseException) else error.__cause__ or error.__context__
