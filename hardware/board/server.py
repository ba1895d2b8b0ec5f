"""Serves the board to a browser on this machine."""

import json
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from hardware.board.pins import Played
from hardware.check import MOODS
from hardware.errors import HardwareError
from hardware.language import DEFAULT, LANGUAGES, Speech, _
from hardware.parts import NAMES, load
from hardware.service import Service
from hardware.telling import House

HERE = Path(__file__).parent
PLAYED = HERE / "played.toml"

_FILES = {"/board.css": "text/css", "/board.js": "text/javascript"}
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"
# A browser that went away is noticed at the next word to it.
_SPEAKS_EVERY = 10.0
_LONGEST = 200

WORDS = {
    "title": _("The box, to try"),
    "how": _("Press with mouse or finger; hold where it says so."),
    "hold_help": _("Press: calls. Hold 2 seconds: somebody came."),
    "hold_off": _("Hold 3 seconds: closes the day and switches off."),
    "moves": _("Somebody moves"),
    "still": _("After 10 seconds without it, the screen sleeps."),
    "cut": _("Pull the plug"),
    "cut_how": _("After 5 seconds without mains, the house switches off."),
    "silent": _("The board does not answer."),
}


_SPOKEN = {"zh_Hans": "中文", "en": "English"}


class BoardServer(ThreadingHTTPServer):
    """Answers browsers beside a box of mock pins."""

    daemon_threads = True

    def __init__(self, port: int, played: Played) -> None:
        """Take a port. Raises HardwareError."""
        self.played = played
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise HardwareError(f"Port {port} is taken: choose another --port.") from error


class _Handler(BaseHTTPRequestHandler):
    server: BoardServer

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if where.path == "/":
            asked = parse_qs(where.query).get("language", [DEFAULT])[0]
            self._answer(page(asked if asked in LANGUAGES else DEFAULT), "text/html")
        elif where.path in _FILES:
            self._answer((HERE / where.path[1:]).read_text("utf-8"), _FILES[where.path])
        elif where.path == "/lights":
            self._stream()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Press one pin; no page but the board's own may."""
        if self.path != "/pins" or self.headers.get("Origin") != f"http://{self._here()}":
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        length = min(int(self.headers.get("Content-Length", 0)), _LONGEST)
        try:
            told = json.loads(self.rfile.read(length))
            done = self.server.played.press(str(told["part"]), is_so=bool(told["is_so"]))
        except (ValueError, KeyError, TypeError):
            done = False
        self.send_response(HTTPStatus.NO_CONTENT if done else HTTPStatus.BAD_REQUEST)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _here(self) -> str:
        """Tell the address that this board has: no name of another machine may stand for it."""
        host = self.headers.get("Host", "")
        return host if host.split(":")[0] in ("127.0.0.1", "localhost") else ""

    def _answer(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", f"{len(body)}")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        """Send the lights, now and whenever they change."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        turn, played = -1, self.server.played
        with suppress(OSError):
            while True:
                turn = played.wait(turn, _SPEAKS_EVERY)
                self.wfile.write(f"data: {json.dumps(played.lights())}\n\n".encode())
                self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is the demo's."""


def page(language: str) -> str:
    """Make the board's page."""
    speech = Speech(language)
    words = {name: escape(speech.say(text)) for name, text in WORDS.items()}
    words |= {f"name_{part}": escape(speech.say(name)) for part, name in NAMES.items()}
    words |= {f"mood_{mood.value}": escape(speech.say(text)) for mood, text in MOODS.items()}
    words["language"] = language.replace("_", "-")
    words["another"] = next(one for one in LANGUAGES if one != language)
    words["other"] = _SPOKEN[words["another"]]
    return Template((HERE / "page.html").read_text("utf-8")).substitute(words)


def run(port: int, house: House, speech: Speech) -> None:
    """Run a box of mock pins and its board until SIGTERM or SIGINT. Raises HardwareError."""
    wiring = load(PLAYED)
    played = Played(wiring)
    server = BoardServer(port, played)
    service = Service(wiring, house, shows=played.note, plays=True)
    Thread(target=server.serve_forever, name="board", daemon=True).start()
    try:
        service.run_until_asked(speech)
    finally:
        server.shutdown()
        server.server_close()
