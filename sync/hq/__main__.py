"""Run the `hq` commands where only headquarters is installed: python -m sync.hq."""

import sys

import click

from sync.errors import SyncError
from sync.hq.cli import hq

if __name__ == "__main__":
    try:
        hq(prog_name="python -m sync.hq")
    except SyncError as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
