"""What the house's commands have in common."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kiosk.house import House


_LONGEST_NAME = 40


def data_option(command: Any) -> Any:  # noqa: ANN401
    """Add --data to a command."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="AIYOU_DATA",
        help="The house's directory.",
    )(command)


def config_option(command: Any) -> Any:  # noqa: ANN401
    """Add --config to a command."""
    return click.option(
        "--config",
        "file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The house's settings (TOML).",
    )(command)


@contextmanager
def opened_house(data: Path | None, **overrides: object) -> "Iterator[House]":
    """Open the house in a directory, founded or not, and let go of it in the end."""
    from kiosk import sodium
    from kiosk.config import load

    sodium.require()
    from kiosk.house import open_house

    with closing(open_house(load(data, None, **overrides))) as house:
        yield house


@contextmanager
def founded_house(data: Path | None) -> "Iterator[House]":
    """Open a house that has been set up; where there is none, none is begun. Raises NotFounded."""
    from kiosk import sodium
    from kiosk.config import load

    sodium.require()
    from kiosk.house import open_founded

    with closing(open_founded(load(data))) as house:
        yield house


@contextmanager
def patiently(house: "House") -> "Iterator[None]":
    """Let one passphrase be tried after the wait for wrong ones, at whichever door these came.

    A command knows not how long ago that was: it waits for the whole of it.
    """
    from time import sleep

    from kiosk.store.keys import patience
    from kiosk.store.safety import locks

    with locks.trying(house.config.directory):
        with house.database.reading() as db:
            seconds = patience.wait_after(patience.wrong(db))
        if seconds:
            click.echo(f"A passphrase was wrong: the next one is tried in {seconds:.0f} seconds.")
        sleep(seconds)
        yield


def scrub(house: "House") -> None:
    """Empty the log of what went; nobody tries again later, so whoever reads is waited for.

    Raises StoreError.
    """
    from time import sleep

    from kiosk.errors import StoreError

    try:
        while not house.database.scrub():
            sleep(0.1)
    except StoreError as error:
        raise StoreError(f"It went, but stands in a log until the house starts: {error}") from error


def named(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """Take a name as the panel does, who is to see it there; headquarters takes no longer one."""
    if given is None:
        return None
    # What is not UTF-8 is refused as that, and not as empty.
    given.encode()
    from kiosk.domain.letters import one_line

    name = one_line(given)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise click.BadParameter(f"A name has 1 to {_LONGEST_NAME} characters.")
    return name


def json_option(command: Any) -> Any:  # noqa: ANN401
    """Add --json to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def new_passphrase_option(command: Any) -> Any:  # noqa: ANN401
    """Add --passphrase, a new counselor's, to a command; asked for twice where it is not given."""
    return click.password_option(
        "--passphrase", prompt="The new counselor's passphrase", help="The new one's passphrase."
    )(command)
