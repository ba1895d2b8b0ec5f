"""A group of commands that imports each when it is used, not before."""

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group; `lazy` names each command's module and the command in it: "package.module:name"."""

    def __init__(self, *args: object, lazy: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._lazy = lazy

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the commands in the order in which they were given."""
        return list(self._lazy)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import the command of this name."""
        if name not in self._lazy:
            return None
        module, attribute = self._lazy[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command
