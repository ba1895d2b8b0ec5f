"""Looks whether a house is well, from the command line."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.commands.options import data_option


@click.command(epilog="Example: aiyou house verify --data /var/lib/aiyou")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def verify(data: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Check the records, the audit's chain, every backup and the clock; exit 1 at trouble."""
    from kiosk.config import load
    from kiosk.inspection import inspect

    findings = list(inspect(load(data)))
    trouble = next((one for one in findings if not one.well), None)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            click.echo(f"{'well   ' if one.well else 'TROUBLE'}  {one.what}: {one.sentence}")
    if trouble:
        click.echo(trouble.sentence, err=True)
        sys.exit(1)
