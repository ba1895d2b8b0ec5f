"""Commands as processes of their own, forked from one that has imported what they need.

Half a second of a start is spent on importing; with hundreds of commands that is most of what they
cost. A forked one has its own environment, files, memory and exit all the same. What is about the
start itself is started anew: servers, what is killed, and the tests of `aiyou` as a shell sees it.
"""

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from runpy import run_module
from tempfile import TemporaryDirectory
from threading import Lock

PROJECT = Path(__file__).parents[1]
# What the commands import when they are used, and with it what that imports.
NEEDED = (
    "kiosk.archivist",
    "kiosk.cli",
    "kiosk.closing",
    "kiosk.doctor.examination",
    "kiosk.doctor.page",
    "kiosk.forgetting",
    "kiosk.founding",
    "kiosk.inspection",
    "kiosk.restoring",
    "sync.agent",
    "sync.cli",
    "sync.couriers.usb",
    "sync.hq.cli",
    "sync.hq.setup",
)
ROOMS = ("kiosk/commands", "sync/hq/commands")
_turn = Lock()


def run(
    module: str,
    *words: object,
    environ: Mapping[str, str] = os.environ,
    within: int = 60,
) -> "subprocess.CompletedProcess[str]":
    """Run `python -m module words...` to its end."""
    assert "serve" not in words, "a server is started anew"
    with TemporaryDirectory() as place:
        asked = {
            "module": module,
            "words": [*map(str, words)],
            "environ": {**environ, "PYTHONIOENCODING": "utf-8"},
            "cwd": str(Path.cwd()),
            "place": place,
            "within": within,
        }
        with _turn:
            parent = _parent()
            assert parent.stdin and parent.stdout
            print(json.dumps(asked), file=parent.stdin, flush=True)
            code = int(parent.stdout.readline())
        said, complained = ((Path(place) / name).read_text("utf-8") for name in ("out", "err"))
    return subprocess.CompletedProcess(asked["words"], code, said, complained)


def aiyou(*words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the house, where guesses at its passphrase cost little."""
    cheap = {"AIYOU_ARGON2_MEMORY_KIB": "1024"}
    return run("kiosk", *words, environ={**os.environ, **cheap, **environ})


@cache
def _parent() -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.warm"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    parent = subprocess.Popen(command, cwd=PROJECT, text=True, **pipes)
    atexit.register(parent.communicate)
    return parent


def _serve() -> None:
    """Fork for each line, and tell how that ended."""
    commands = (one for room in ROOMS for one in (PROJECT / room).glob("[a-z]*.py"))
    for name in (
        *NEEDED,
        *(".".join(one.relative_to(PROJECT).with_suffix("").parts) for one in commands),
    ):
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(asked)
            return
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(asked: dict) -> None:
    """Be the process that was asked for; whatever ends it, ends it as it would end that one."""
    signal.alarm(asked["within"])
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environ"])
    place = Path(asked["place"])
    for number, name in enumerate(("in", "out", "err")):
        opened = os.open(place / name, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    sys.argv[1:] = asked["words"]
    run_module(asked["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve()
