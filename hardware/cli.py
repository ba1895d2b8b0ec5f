"""The commands of the box: `aiyou hardware`."""

import json
from pathlib import Path
from typing import Any

import click

from hardware.language import DEFAULT, LANGUAGES
from hardware.telling import ADDRESS


@click.group()
def hardware() -> None:
    """Run and try the box around the screen: buttons, lights, sensor, power."""


def wiring_option(command: Any) -> Any:  # noqa: ANN401
    """Add --wiring to a command."""
    return click.option(
        "--wiring",
        "file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Which part is on which pin (/etc/aiyou/hardware.toml).",
    )(command)


def language_option(command: Any) -> Any:  # noqa: ANN401
    """Add --language to a command."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=DEFAULT,
        show_default=True,
        envvar="AIYOU_LANGUAGE",
        help="What it speaks.",
    )(command)


def house_option(command: Any) -> Any:  # noqa: ANN401
    """Add --house to a command."""
    return click.option(
        "--house",
        "address",
        default=ADDRESS,
        show_default=True,
        help="Where the house answers, on this machine.",
    )(command)


@hardware.command(epilog="Example: aiyou hardware run --wiring /etc/aiyou/hardware.toml")
@wiring_option
@house_option
@language_option
def run(file: Path | None, address: str, language: str) -> None:
    """Watch buttons, sensor and mains, and show how the house is, until stopped.

    A part that is missing or wrong is said, and the others go on. Without a wiring nothing is
    connected. On a computer that is no Pi the pins are played.
    """
    from hardware.alone import go_on
    from hardware.parts import tables_of

    # A date is no pin: as text it is said to be wrong, like any other.
    told = json.dumps(tables_of(file), default=str)
    go_on("hardware", told, address, language)


@hardware.command(epilog="Example: aiyou hardware check --language en")
@wiring_option
@language_option
@click.option("--by-itself", is_flag=True, help="Only what needs nobody to press or look.")
@click.option("--patience", default=30.0, show_default=True, help="Seconds to wait for a press.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; questions go to stderr.")
def check(
    file: Path | None,
    language: str,
    by_itself: bool,  # noqa: FBT001
    patience: float,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Try each part with a person: what to press, what should be seen, what to do if it is not.

    Exit 1 when something does not work.
    """
    from hardware import checking
    from hardware.language import Speech
    from hardware.parts import load

    results = checking.check(
        load(file), Speech(language), patience=patience, by_itself=by_itself, as_json=as_json
    )
    raise SystemExit(1 if any(result.well is False for result in results) else 0)


@hardware.command(epilog="Example: aiyou hardware wiring --output wiring.svg")
@wiring_option
@language_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the drawing (else it is printed).",
)
def wiring(file: Path | None, language: str, output: Path | None) -> None:
    """Draw which wire goes to which pin, as SVG; without a file, the wiring that is suggested."""
    from hardware.drawing import draw
    from hardware.errors import HardwareError
    from hardware.language import Speech
    from hardware.parts import FILE, SUGGESTED, load
    from hardware.service import sentence_of

    speech = Speech(language)
    found = load(file or (FILE if FILE.exists() else SUGGESTED))
    for trouble in found.troubles:
        click.echo(sentence_of(trouble, speech), err=True)
    drawing = draw(found, speech)
    if output is None:
        click.echo(drawing, nl=False)
        return
    try:
        output.write_text(drawing, encoding="utf-8")
    except OSError as error:
        raise HardwareError(f"{output} cannot be written: {error.strerror}.") from error


@hardware.command(epilog="Example: aiyou hardware board --port 8070")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8070,
    show_default=True,
    help="Where the board is served.",
)
@house_option
@language_option
def board(port: int, address: str, language: str) -> None:
    """Show a box to press on the screen of any computer: its pins are played."""
    from hardware.board import server
    from hardware.language import Speech
    from hardware.telling import House

    server.run(port, House(address), Speech(language))
