"""What every command of the wire is given and gives: the house, JSON or a sentence."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import sqlite_utils


def house_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command --data, the house's directory."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="AIYOU_DATA",
        required=True,
        help="The house's directory; also AIYOU_DATA.",
    )(command)


def json_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


@contextmanager
def opened(data: Path) -> "Iterator[sqlite_utils.Database]":
    """Open the records of a house. Raises SyncError."""
    import sqlite3

    from sync import records
    from sync.errors import SyncError

    try:
        with closing(records.open_database(data / "house.db")) as db:
            yield db
    except sqlite3.Error as error:
        raise SyncError(f"The house's records cannot be read or written: {error}.") from error


def show(values: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    """Print what a command tells, for a program or for a person."""
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else sentence)


def now() -> int:
    """Tell the time, in Unix seconds."""
    return int(datetime.now(UTC).timestamp())
