"""The address where headquarters listens."""

import socket

from sync.hq.config import HqConfig
from sync.hq.errors import Refused

# So many who knock wait while all processes are busy, or are being replaced.
_WAITING = 1024


def open_listener(config: HqConfig) -> socket.socket:
    """Take the address of the configuration, or raise Refused with the reason."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            config.host, config.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=_WAITING)
    except (OSError, ValueError) as problem:
        raise Refused(
            "Cannot listen on %(host)s:%(port)s: %(reason)s.",
            host=config.host,
            port=config.port,
            reason=_reason(problem),
        ) from problem


def _reason(problem: Exception) -> str:
    said = getattr(problem, "strerror", None)
    if not said or isinstance(problem, socket.gaierror):
        return "there is no such address"
    # The module that opens sockets says the address once more, in brackets.
    return str(said).partition(" (while")[0]


def url(listener: socket.socket) -> str:
    """Write where a listener answers, as a browser takes it."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
