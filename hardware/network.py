"""Where the machine is reached on the house's own network."""

import fcntl
import socket
import struct

# Asks an interface for its IPv4 address, netdevice(7); the address begins at byte 20.
_SIOCGIFADDR = 0x8915
_NAME_BYTES = 15


def addresses() -> list[str]:
    """List the machine's IPv4 addresses, without the one by which it reaches only itself."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        found = [_address(asking, name) for _, name in socket.if_nameindex()]
    return [one for one in found if one and not one.startswith("127.")]


def _address(asking: socket.socket, interface: str) -> str | None:
    name = struct.pack("256s", interface.encode()[:_NAME_BYTES])
    try:
        return socket.inet_ntoa(fcntl.ioctl(asking, _SIOCGIFADDR, name)[20:24])
    except OSError:
        return None  # it has none: no cable, or no wireless network yet
