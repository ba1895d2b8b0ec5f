"""Compiles a library's patterns when they are first used.

One of sqlite-utils, which no house ever asks for, took a twentieth of the house's start: it holds
all letters of the world, of either size.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class LatePattern:
    """A pattern that is compiled when it is first asked something."""

    def __init__(self, compile_it: Callable[[], re.Pattern[str]]) -> None:
        """Keep how it is compiled."""
        self._compile = compile_it

    def __getattr__(self, name: str) -> object:
        """Answer as the pattern itself, which is asked directly from then on."""
        found = getattr(self._compile(), name)
        vars(self)[name] = found
        return found


@contextmanager
def compiled_late(module: str) -> Iterator[None]:
    """Let the patterns of one module that is imported inside wait for their first use."""
    compile_now = re.compile

    def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str] | LatePattern:
        if sys._getframe(1).f_globals.get("__name__") == module:
            return LatePattern(lambda: compile_now(pattern, flags))
        return compile_now(pattern, flags)

    vars(re)["compile"] = compile_late
    try:
        yield
    finally:
        vars(re)["compile"] = compile_now
