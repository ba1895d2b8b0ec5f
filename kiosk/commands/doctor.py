"""Examines a house."""

import json
import sys
from pathlib import Path

import click

from kiosk.commands.options import data_option, founded_house, json_option


@click.command(epilog="Example: aiyou doctor --data /var/lib/aiyou --json")
@data_option
@json_option
def doctor(data: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Tell how the house is, and what guessing a passphrase costs a thief on this machine.

    Exit 1 when something is not well.
    """
    from dataclasses import asdict

    from kiosk.doctor import examine

    with founded_house(data) as house:
        findings = examine(house)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    for finding in () if as_json else findings:
        click.echo(f"{'well ' if finding.well else 'LOOK '} {finding.sentence}")
    sys.exit(0 if all(finding.well for finding in findings) else 1)
