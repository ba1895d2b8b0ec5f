"""Where headquarters is, and passwords: what several commands ask for."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sync.hq.config import HqConfig


# Windows may put a mark of UTF-8 before a text, which nobody types.
TYPED = click.File(encoding="utf-8-sig")


def located(command: Any) -> Any:  # noqa: ANN401
    """Add --data and --config to a command."""
    data = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar=["AIYOU_HQ_DATA", "AIYOU_DATA"],
        help="Headquarters' directory.",
    )
    config = click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A TOML file of settings (/etc/aiyou/hq.toml, if it is there).",
    )
    return data(config(command))


def configuration(data: Path | None, config: Path | None, **more: object) -> "HqConfig":
    """Read the configuration that a command works with."""
    from sync.hq import config as hq_config

    usual = hq_config.USUAL_FILE if hq_config.USUAL_FILE.is_file() else None
    return hq_config.load(config or usual, None, data=data, **more)


def read_password(file: Any) -> str:  # noqa: ANN401
    """Read a password from a file, or ask for it twice."""
    if file is not None:
        return str(file.read()).rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
