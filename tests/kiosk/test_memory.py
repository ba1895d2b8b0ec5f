"""Freed memory is overwritten, in a process that started itself anew; its games inherit nothing."""

import subprocess
import sys

ANEW = """
import ctypes, os, sys
from kiosk.memory import overwrite_what_is_freed, start_with_glibc_alone
began = [name for name in ("PYTHONMALLOC", "GLIBC_TUNABLES") if name in os.environ]
start_with_glibc_alone()
overwritten = overwrite_what_is_freed()
secret = bytes(bytearray(b"four donkeys paint violins at dawn"))
address = id(secret)
del secret
left = ctypes.string_at(address, 64)
kept = [name for name in began if name in os.environ]
print(began, kept, overwritten, b"donkeys" in left, sys.argv[1:])
"""


def test_what_was_freed_is_overwritten_at_once_and_a_child_process_is_left_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ANEW, "x"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['PYTHONMALLOC', 'GLIBC_TUNABLES'] [] True False ['x']\n"
