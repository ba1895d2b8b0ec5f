"""What root makes in the directory of headquarters: its service could else not open it."""

import os
from pathlib import Path


def hand_over(descriptor: int, directory: Path) -> None:
    """Give a file that root makes to whom its directory belongs, as SQLite does."""
    if os.geteuid() == 0:
        owner = directory.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
