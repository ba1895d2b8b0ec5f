"""What others say in headquarters' place: networks that want a sign-in, and proxies in trouble."""

from random import Random

_HTML, _CBOR = "text/html; charset=utf-8", "application/cbor"
_SIGN_IN = b"<!doctype html><title>Sign in</title><form>Your phone number</form>"


def response(status: str, kind: str, body: bytes, *more: str) -> bytes:
    """Write one response of HTTP."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more)
    return "\r\n".join((*lines, "", "")).encode() + body


def of_a_portal(rng: Random) -> bytes:
    """Say what the network of an inn says before one has signed in."""
    elsewhere = "Location: http://127.0.0.1:9/sign-in"
    return rng.choice(
        (
            response("302 Found", _HTML, _SIGN_IN, elsewhere),
            response("307 Temporary Redirect", _HTML, b"", elsewhere),
            response("200 OK", _HTML, _SIGN_IN),
            response("200 OK", _CBOR, _SIGN_IN),
            response("200 OK", _CBOR, b""),
            response("200 OK", _CBOR, rng.randbytes(rng.randrange(1, 400))),
            response("200 OK", _CBOR, rng.randbytes(70_000)),
            response("204 No Content", _HTML, b""),
            response("511 Network Authentication Required", _HTML, _SIGN_IN),
        )
    )


def of_a_proxy(rng: Random) -> bytes:
    """Say what a proxy says that cannot or will not reach headquarters."""
    status = rng.choice(
        (
            "403 Forbidden",
            "404 Not Found",
            "407 Proxy Authentication Required",
            "408 Request Timeout",
            "413 Content Too Large",
            "429 Too Many Requests",
            "500 Internal Server Error",
            "502 Bad Gateway",
            "503 Service Unavailable",
            "504 Gateway Timeout",
        )
    )
    if rng.random() < 0.3:
        # It looks like a refusal of headquarters, which nobody signs.
        return response(status, _CBOR, b"\xa1eerrorhRefused.")
    return response(status, _HTML, f"<h1>{status}</h1><hr>nginx".encode())
