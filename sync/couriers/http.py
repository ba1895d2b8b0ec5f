"""Carries envelopes over HTTP; believes nothing, since whatever answers may be anyone."""

import time
from collections.abc import Sequence
from contextlib import closing
from threading import Timer
from types import TracebackType
from typing import Self

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from sync import batch
from sync.answer import LARGEST as LARGEST_ANSWER
from sync.carrying.road import Road
from sync.couriers import retry_after, trust
from sync.couriers.line import open_line
from sync.couriers.meter import Meter
from sync.enrol_codec import decode_error
from sync.errors import REFUSED, CourierError, RefusedByHeadquarters, RefusedWhole, WrongDate

CONTENT_TYPE = "application/cbor"
UNREACHABLE = "Headquarters cannot be reached."
SILENT = "Headquarters does not answer in time."
INSECURE = "The connection to headquarters is not secure: its certificate is not right."
OUT_OF_DATE = "The certificate of headquarters has expired, or the date is wrong here."
NOT_HEADQUARTERS = "What answered is not headquarters: perhaps the network asks for a sign-in."
NO_ADDRESS = "The address of headquarters is not right."
NO_PROXY = "The network's proxy does not let the house through."
BUSY = "Headquarters cannot take anything right now."
TOO_LARGE = "Something on the way lets no letters of this size pass."

# Seconds in which something has to happen, and on top of them what a request and an answer take
# on the slowest link that counts as one: a third of what a phone's oldest network brings.
PATIENCE = 30.0
_SLOWEST_BYTES_A_SECOND = 1000

_TRY_LATER = (408, 429)
_PROXY_ASKS, _SIGN_IN_FIRST = 407, 511
_MALFORMED, _TOO_LARGE = 400, 413
_SLOW = (requests.Timeout, ReadTimeoutError)
_WRONG_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)


class HttpCourier:
    """Carries to one headquarters, over one connection for as long as it is kept."""

    def __init__(self, hq_url: str, timeout: float = PATIENCE, road: Road | None = None) -> None:
        self._url = hq_url.rstrip("/") + batch.PATH
        self._timeout = timeout
        self._road = road or Road()
        self._meter = Meter()
        self._line: Line | None = None
        self._dates = True

    def carry(self, envelopes: Sequence[bytes]) -> bytes:
        """Bring envelopes of one house and return the answer's bytes, not verified yet.

        Raises CourierError.
        """
        body = batch.encode(envelopes)
        try:
            return self._post(body)
        except WrongDate:
            if self._road.knows_date():
                raise
        self._leave()
        self._dates = False
        return self._post(body)

    def spent(self) -> tuple[int, int]:
        """Tell how many bytes were sent and received so far, all headers counted."""
        return self._meter.read()

    def close(self) -> None:
        """Let the connection go."""
        self._leave()
        self._meter.close()

    def _post(self, body: bytes) -> bytes:
        if self._line is None:
            self._line = Line(self._road, self._timeout, self._meter, dates=self._dates)
        return self._line.post(self._url, body, LARGEST_ANSWER)

    def _leave(self) -> None:
        if self._line:
            self._line.close()
        self._line = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Line:
    """Posts CBOR over a connection that stays open. Raises CourierError.

    timeout: seconds in which something must happen; what is large may take longer as it comes.
    """

    def __init__(self, road: Road, timeout: float, meter: Meter, *, dates: bool = True) -> None:
        self._timeout = timeout
        self._meter = meter
        self._session = open_line(trust.context(road.authority, dates=dates), road.proxy, meter)

    def post(self, url: str, body: bytes, largest: int) -> bytes:
        """Post, follow no redirect, and return the CBOR of a 200 answer of at most `largest`."""
        sending = self._timeout + len(body) / _SLOWEST_BYTES_A_SECOND
        # Each piece in time is not enough: headers that drip for ever hold the courier as well.
        end = Timer(sending + self._timeout + largest / _SLOWEST_BYTES_A_SECOND, self._meter.cut)
        end.daemon = True
        end.start()
        try:
            with self._session.post(
                url,
                body,
                headers={"Content-Type": CONTENT_TYPE},
                timeout=sending,
                allow_redirects=False,
                stream=True,
            ) as response:
                return _judge(response, self._read(response, largest))
        except _SLOW as error:
            raise CourierError(SILENT) from error
        except requests.exceptions.SSLError as error:
            if trust.is_of_dates(error):
                raise WrongDate(OUT_OF_DATE) from error
            raise CourierError(INSECURE) from error
        except requests.exceptions.ProxyError as error:
            raise CourierError(NO_PROXY) from error
        except _WRONG_ADDRESS as error:
            raise CourierError(NO_ADDRESS, permanent=True) from error
        except (requests.RequestException, HTTPError, OSError) as error:
            raise CourierError(UNREACHABLE) from error
        finally:
            end.cancel()

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _read(self, response: requests.Response, largest: int) -> bytes:
        content, begun = b"", time.monotonic()
        # Piece by piece as it comes: a server that drips must not hold the courier for hours.
        while piece := response.raw.read1(largest + 1):
            content += piece
            if len(content) > largest:
                raise CourierError(NOT_HEADQUARTERS)
            allowed = self._timeout + len(content) / _SLOWEST_BYTES_A_SECOND
            if time.monotonic() - begun > allowed:
                raise CourierError(SILENT)
        return content


def post(url: str, body: bytes, *, timeout: float, largest: int, road: Road | None = None) -> bytes:
    """Post CBOR once, as a Line does."""
    with closing(Meter()) as meter, closing(Line(road or Road(), timeout, meter)) as line:
        return line.post(url, body, largest)


def _judge(response: requests.Response, content: bytes) -> bytes:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    status = response.status_code
    if status in _TRY_LATER or (status >= 500 and status != _SIGN_IN_FIRST):
        raise CourierError(BUSY, retry_after=retry_after.seconds(response.headers))
    if status == _TOO_LARGE:
        # Whoever says it: less at once may pass.
        raise RefusedWhole(TOO_LARGE, permanent=True)
    if status == _PROXY_ASKS:
        raise CourierError(NO_PROXY)
    if kind != CONTENT_TYPE or "Content-Encoding" in response.headers:
        raise CourierError(NOT_HEADQUARTERS)
    if status == 200:
        return content
    sentence = decode_error(content)
    if sentence is None:
        raise CourierError(NOT_HEADQUARTERS)
    refusal = RefusedWhole if status == _MALFORMED else RefusedByHeadquarters
    raise refusal(f"{REFUSED}{sentence}", permanent=True)
