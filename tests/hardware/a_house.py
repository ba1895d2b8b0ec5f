"""A house on a free port of this machine that answers the box, and remembers what it heard."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any


@dataclass
class Answering:
    """What it answers; `status` other than 200 is a house in trouble."""

    told: dict[str, Any] = field(
        default_factory=lambda: {"mood": "ready", "calls": False, "quiet": False}
    )
    status: int = 200
    heard: list[str] = field(default_factory=list)
    asked: int = 0
    address: str = ""


@contextmanager
def a_house(port: int = 0) -> Iterator[Answering]:
    """Answer until the block ends."""
    house = Answering()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            house.asked += 1
            self._answer()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            house.heard.append(json.loads(body)["event"])
            self._answer()

        def _answer(self) -> None:
            self.send_response(house.status)
            self.end_headers()
            self.wfile.write(json.dumps(house.told).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", port), Handler)
    house.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
