"""Starts a service as systemd does, and tells its process when it says that it is ready.

Its log, its command. Runs in the machine.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

READY_WITHIN = 90


def main(log: Path, command: list[str]) -> None:
    """Start it, and wait."""
    place = f"/run/notify-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line, log.open("ab") as said:
        line.bind(place)
        line.settimeout(READY_WITHIN)
        environ = {**os.environ, "NOTIFY_SOCKET": place}
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environ)
        while b"READY=1" not in line.recv(1000).split(b"\n"):
            pass
    print(process.pid)


main(Path(sys.argv[1]), sys.argv[2:])
