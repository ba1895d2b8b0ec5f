"""Spares a service what its libraries load and it never asks for.

A module named here is found as always, and loaded when something of it is first used; what nobody
uses stays on the card. Only for what no page and no press of a button waits for.
"""

import sys
from _thread import RLock
from collections.abc import Sequence
from functools import partial

# importlib.abc has it too, and brings what reads archives and resources.
from importlib._abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


def spare(*names: str) -> None:
    """Load these modules, unless they are there already, when they are used and not before.

    `module:function,function`: of that one, these can be taken and kept without using it.
    """
    named = (name.partition(":") for name in names)
    sys.meta_path.insert(0, _Later({name: tuple(taken.split(",")) for name, _, taken in named}))


class _Later:
    """Finds some modules, and lets them be loaded later."""

    def __init__(self, names: dict[str, tuple[str, ...]]) -> None:
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find one of them; leave all others to those who find modules as always."""
        spec = PathFinder.find_spec(name, path, target) if name in self._names else None
        if spec and spec.loader:
            spec.loader = Late(spec.loader, self._names[name])
        return spec


class Late(Loader):
    """Loads one module at its first use, whichever threads use it at one time.

    importlib's own LazyLoader does so for one thread only, and lets nothing be taken.
    """

    def __init__(self, loader: Loader, functions: Sequence[str]) -> None:
        self._loader, self._functions = loader, functions
        self._lock = RLock()
        self._is_loading = self._is_loaded = False

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Make it as it is made always."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Leave it empty, but for what loads it."""
        self._looks = partial(self._look, module)
        vars(module)["__getattr__"] = self._looks
        for name in filter(None, self._functions):
            vars(module)[name] = partial(self._call, module, name)

    def _look(self, module: ModuleType, name: str) -> object:
        if name == "__path__" or _has_inside(module, name):
            # Asked whenever something is taken: of no package, and for modules of a package's own.
            raise AttributeError(name, name=name, obj=module)
        self._load(module, name)
        return getattr(module, name)

    def _call(self, module: ModuleType, name: str, *given: object, **named: object) -> object:
        self._load(module, name)
        return getattr(module, name)(*given, **named)

    def _load(self, module: ModuleType, asked: str) -> None:
        with self._lock:
            if self._is_loading:
                # It asks for something of itself that it has not yet come to.
                raise AttributeError(asked, name=asked, obj=module)
            if self._is_loaded:
                return
            self._is_loading = True
            try:
                self._loader.exec_module(module)
            finally:
                self._is_loading = False
            self._is_loaded = True
            vars(module).update(__loader__=self._loader)
            if module.__spec__:
                module.__spec__.loader = self._loader
            if vars(module).get("__getattr__") is self._looks:
                del vars(module)["__getattr__"]


def _has_inside(module: ModuleType, name: str) -> bool:
    places = vars(module).get("__path__")
    return places is not None and PathFinder.find_spec(name, places) is not None
