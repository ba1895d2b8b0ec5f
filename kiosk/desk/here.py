"""Who asks from this very machine: not all who reach the panel on a device do."""

from flask import request


def asks_from_here() -> bool:
    """Tell whether who asks is on this machine; the address is the connection's own."""
    address = request.remote_addr or ""
    return address == "::1" or address.startswith("127.")
