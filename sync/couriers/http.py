"""Carries envelopes over HTTP; believes nothing, since whatever answers may be anyone."""

import time
from collections.abc import Sequence

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from sync import batch
from sync.answer import LARGEST as LARGEST_ANSWER
from sync.enrol_codec import decode_error
from sync.errors import CourierError, RefusedWhole

CONTENT_TYPE = "application/cbor"
UNREACHABLE = "Headquarters cannot be reached."
SILENT = "Headquarters does not answer in time."
INSECURE = "The connection to headquarters is not secure: its certificate is not right."
NOT_HEADQUARTERS = "What answered is not headquarters: perhaps the network asks for a sign-in."
NO_ADDRESS = "The address of headquarters is not right."
BUSY = "Headquarters cannot take anything right now."
TOO_LARGE = "Something on the way lets no letters of this size pass."

_TRY_LATER = (408, 429)
_SIGN_IN_FIRST = 511
_MALFORMED, _TOO_LARGE = 400, 413
_SLOW = (requests.Timeout, ReadTimeoutError)
_WRONG_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)


class HttpCourier:
    """Carries to one headquarters; timeout is in seconds for the whole of an answer."""

    def __init__(self, hq_url: str, timeout: float = 20) -> None:
        self._url = hq_url.rstrip("/") + batch.PATH
        self._timeout = timeout

    def carry(self, envelopes: Sequence[bytes]) -> bytes:
        """Bring envelopes of one house and return the answer's bytes, not verified yet.

        Raises CourierError.
        """
        body = batch.encode(envelopes)
        return post(self._url, body, timeout=self._timeout, largest=LARGEST_ANSWER)


def post(url: str, body: bytes, *, timeout: float, largest: int) -> bytes:
    """Post CBOR and return the CBOR of a 200 answer, of at most `largest` bytes.

    Follows no redirect, reads no proxy settings and no .netrc. Raises CourierError.
    """
    deadline = time.monotonic() + timeout
    headers = {"Content-Type": CONTENT_TYPE, "Accept": CONTENT_TYPE, "Accept-Encoding": "identity"}
    with requests.Session() as session:
        session.trust_env = False
        try:
            with session.post(
                url, body, headers=headers, timeout=timeout, allow_redirects=False, stream=True
            ) as response:
                return _judge(response, _read(response, largest, deadline))
        except _SLOW as error:
            raise CourierError(SILENT) from error
        except requests.exceptions.SSLError as error:
            raise CourierError(INSECURE) from error
        except _WRONG_ADDRESS as error:
            raise CourierError(NO_ADDRESS, permanent=True) from error
        except (requests.RequestException, HTTPError, OSError) as error:
            raise CourierError(UNREACHABLE) from error


def _read(response: requests.Response, largest: int, deadline: float) -> bytes:
    content = b""
    # Piece by piece as it comes: a server that drips must not hold the courier for hours.
    while piece := response.raw.read1(largest + 1):
        content += piece
        if len(content) > largest:
            raise CourierError(NOT_HEADQUARTERS)
        if time.monotonic() > deadline:
            raise CourierError(SILENT)
    return content


def _judge(response: requests.Response, content: bytes) -> bytes:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    status = response.status_code
    if status in _TRY_LATER or (status >= 500 and status != _SIGN_IN_FIRST):
        raise CourierError(BUSY)
    if status == _TOO_LARGE:
        # Whoever says it: less at once may pass.
        raise RefusedWhole(TOO_LARGE, permanent=True)
    if kind != CONTENT_TYPE or "Content-Encoding" in response.headers:
        raise CourierError(NOT_HEADQUARTERS)
    if status == 200:
        return content
    sentence = decode_error(content)
    if sentence is None:
        raise CourierError(NOT_HEADQUARTERS)
    refusal = RefusedWhole if status == _MALFORMED else CourierError
    raise refusal(f"Headquarters refused: {sentence}", permanent=True)
