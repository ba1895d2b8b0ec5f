"""The house as it runs: started, stopped, asked how it is; and a copy of its records."""

import json
import shutil
import sqlite3
import subprocess
import time
import tomllib
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

UNIT = "aiyou-house"
_SETTINGS = Path("/etc/aiyou/house.toml")
_RECORDS = Path("/var/lib/aiyou/house.db")
_COPY = _RECORDS.with_name("house.db.before-upgrade")
# By this name the house takes it up when it starts, and sets aside what is there.
_COMING = _RECORDS.with_name("house.db.coming-before-restore")
_PORT = 8080
# Whatever proxy the machine has for the world: it knows no house.
_DIRECT = build_opener(ProxyHandler({}))


def runs_systemd() -> bool:
    """Tell whether services can be started at all: not in an image that is just being made."""
    return Path("/run/systemd/system").is_dir()


def systemctl(*words: str) -> bool:
    """Ask systemd for something, and tell whether it did it."""
    return subprocess.run(["systemctl", "--quiet", *words], check=False).returncode == 0


def state() -> str:
    """Tell systemd's word for how the house is, as "active"; "" where systemd does not run."""
    asked = ["systemctl", "is-active", UNIT]
    return subprocess.run(asked, check=False, stdout=subprocess.PIPE, text=True).stdout.strip()


def is_well(within: float) -> bool:
    """Tell whether the house answers within some seconds, and has its records."""
    ends = time.monotonic() + within
    while not _answers_well():
        if time.monotonic() > ends:
            return False
        time.sleep(0.5)
    return True


def copy_records() -> None:
    """Keep a copy of the records of a house that is stopped. Raises OSError, sqlite3.Error."""
    forget_copy()
    if not _RECORDS.exists():
        return
    try:
        with closing(sqlite3.connect(_RECORDS)) as source, closing(sqlite3.connect(_COPY)) as copy:
            source.backup(copy)
    except sqlite3.Error:
        forget_copy()
        raise
    owner = _RECORDS.stat()
    shutil.chown(_COPY, owner.st_uid, owner.st_gid)
    _COPY.chmod(0o600)


def has_copy() -> bool:
    """Tell whether there is a copy of the records."""
    return _COPY.exists()


def put_back_records() -> bool:
    """Let a house that is stopped begin with the copy; tell whether there was one."""
    if not has_copy():
        return False
    _COPY.replace(_COMING)
    return True


def forget_copy() -> None:
    """Keep no copy longer than it is needed: who is erased would be in it still."""
    _COPY.unlink(missing_ok=True)


def _answers_well() -> bool:
    address = f"http://127.0.0.1:{_port()}/healthz"
    # What answers otherwise is an HTTPError, which is an OSError; half an answer is none.
    with suppress(OSError, HTTPException, ValueError), _DIRECT.open(address, timeout=10) as answer:
        return json.load(answer).get("status") == "ok"
    return False


def _port() -> int:
    with suppress(OSError, ValueError):
        port: int = tomllib.loads(_SETTINGS.read_text(encoding="utf-8-sig")).get("port", _PORT)
        return port
    return _PORT
