"""Tell systemd how the service is, where it runs under systemd (sd_notify(3)).

Headquarters has the same few lines: neither may lean on the other, nor on the house.
"""

import os
import socket
from contextlib import suppress

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"


def tell(*facts: str) -> None:
    """Send facts such as READY=1; nothing happens where nobody asked for them."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    # An "@" stands for the zero byte that begins a name outside the file system.
    name = "\0" + address[1:] if address.startswith("@") else address
    # Whether it listens is its own affair: the service goes on.
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(name)
        line.sendall("\n".join(facts).encode())


def watchdog_seconds() -> float | None:
    """Tell how often to say ALIVE: twice in the time that systemd waits; None where it does not."""
    asked = os.environ.get("WATCHDOG_USEC", "")
    return int(asked) / 2_000_000 if asked.isdigit() and int(asked) else None
