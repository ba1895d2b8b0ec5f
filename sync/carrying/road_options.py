"""How a command gets out to the network: by its options, the environment, or the house's file."""

import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

# The kiosk's own configuration; what else stands in it is not the wire's.
FILE = Path("/etc/aiyou/house.toml")


def road_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command --authority and --proxy."""
    authority = click.option(
        "--authority",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="AIYOU_AUTHORITY",
        default=lambda: _of_the_house("authority"),
        help="A PEM file of the foundation's own authority, trusted besides the system's.",
    )
    proxy = click.option(
        "--proxy",
        envvar="AIYOU_PROXY",
        default=lambda: _of_the_house("proxy"),
        help="The network's proxy, as in http://10.0.0.1:3128.",
    )
    return authority(proxy(command))


def _of_the_house(key: str) -> str | None:
    with suppress(OSError, ValueError):
        value = tomllib.loads(FILE.read_text("utf-8")).get(key)
        return value if isinstance(value, str) and value else None
    return None
