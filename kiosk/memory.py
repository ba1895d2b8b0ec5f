"""Keeps the house's secrets out of what a process leaves behind: freed memory, cores, swap.

CPython and glibc leave what they free as it was, and every page that was shown would stay
readable long after the panel is locked. glibc can overwrite memory as it is freed (but for the
last 8 bytes of a block); only its thread caches skip that, and CPython has an allocator of its
own. That these two stay out is decided before an interpreter starts, so the house starts itself
anew. The overwriting itself begins when all that it runs is loaded, before anything is read that
is somebody's: programs are no secret, and to overwrite them took a twelfth of a start.

With it goes that all threads take memory from one place: they take turns anyway, and each with a
place of its own would hold 3 MB more that it does not use. What else keeps the house small: modules
that it is spared (`__main__`), and a process of its own for each call to headquarters.
"""

import os
import resource
import sys
from functools import cache

# Set by systemd already where it starts the house.
WANTED = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1",
}
_PERTURB, _BYTE = -6, 221  # M_PERTURB, mallopt(3)
_LOCK_ALL_AS_TOUCHED = 1 | 2 | 4  # MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT, mlockall(2)


@cache
def start_with_glibc_alone() -> None:
    """Start this very command anew, once, so that all memory is glibc's to give and to take."""
    if WANTED.items() <= os.environ.items():
        # Not for the games: they know no secrets, and they draw.
        for name in WANTED:
            del os.environ[name]
        return
    command = [sys.executable, *sys.orig_argv[1:]]
    os.execve(sys.executable, command, {**os.environ, **WANTED})  # noqa: S606


def overwrite_what_is_freed() -> bool:
    """Overwrite from now on whatever is freed, and tell whether the system does so."""
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_PERTURB, _BYTE) == 1


def leave_no_core() -> None:
    """Let a crash write no image of this process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def stay_out_of_swap() -> bool:
    """Keep this process's memory off the card, and tell whether the system allowed it."""
    import ctypes

    mlockall = getattr(ctypes.CDLL(None), "mlockall", None)
    return mlockall is not None and mlockall(_LOCK_ALL_AS_TOUCHED) == 0
