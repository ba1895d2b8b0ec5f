"""Examines a house."""

import json
import sys
from pathlib import Path

import click

from hardware.cli import language_option
from kiosk.commands.options import data_option, json_option

_KEYS = """\b
Example: aiyou doctor --data /var/lib/aiyou --json
\b
The keys of each object of the JSON:
  part, name  what was looked at
  well        true, false, or null where nobody can tell and nobody need do anything
  sentence    what is, in the language
  advice      what to do, or empty
  figures     the same as values
"""


@click.command(epilog=_KEYS)
@data_option
@language_option
@json_option
def doctor(data: Path | None, language: str, as_json: bool) -> None:  # noqa: FBT001
    """Tell how machine and house are, part by part, and what to do where something is not well.

    It takes some seconds, and measures what guessing a passphrase costs a thief here.
    Exit 1 when something is not well.
    """
    from kiosk.config import load
    from kiosk.doctor.examination import examine
    from kiosk.doctor.language import speech
    from kiosk.doctor.page import lines

    findings, words = list(examine(load(data))), speech(language)
    if as_json:
        told = [finding.plain(words) for finding in findings]
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo("\n".join(lines(findings, words)))
    sys.exit(1 if any(finding.well is False for finding in findings) else 0)
