"""A browser that does nothing but ask: one connection that is kept, and its cookies.

A library for people takes a millisecond of its own for each request, in which ours would hide.
"""

import socket
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from urllib.parse import urlencode

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_NOTHING: Mapping[str, str] = {}


class Browser:
    """Gets and posts at one address; each tells the milliseconds to the answer's last byte."""

    def __init__(self, port: int) -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.text = ""

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def get(self, path: str) -> float:
        """Get a page."""
        return self.ask("GET", path)

    def post(self, path: str, **form: str) -> float:
        """Post a form."""
        return self.ask("POST", path, urlencode(form), _FORM)

    def ask(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] = _NOTHING
    ) -> float:
        """Ask whatever it is, with the cookies there are."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.perf_counter()
        self._line.request(method, path, body, {"Cookie": cookies, **headers})
        # Whoever answers in two pieces would else wait 40 ms for our word that the first is here.
        self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        answer = self._line.getresponse()
        said = answer.read()
        took = (time.perf_counter() - began) * 1000
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.text = said.decode()
        assert answer.status in (200, 201, 302, 303), (path, answer.status, self.text)
        return took
