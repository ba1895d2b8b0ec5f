"""Spares a service what its libraries load and it never asks for.

A module named here is found as always, and loaded when something of it is first used; what nobody
uses stays on the card. Only for what no page and no press of a button waits for, and no two threads
could use first at one time.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


class _Later:
    """Finds some modules, and lets them be loaded later."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find one of them; leave all others to those who find modules as always."""
        spec = PathFinder.find_spec(name, path, target) if name in self._names else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


def spare(*names: str) -> None:
    """Load these modules, unless they are there already, when they are used and not before."""
    sys.meta_path.insert(0, _Later(frozenset(names)))
