"""All of headquarters in one file, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from sync.hq.commands.options import TYPED, configuration, located

_passphrase = click.option(
    "--passphrase-file",
    type=TYPED,
    help="Read the passphrase from a file; otherwise it is asked for.",
)


@click.command(epilog="Example: aiyou hq backup /media/lin/STICK/hq-2026-11-29.backup")
@located
@click.argument("file", type=click.Path(path_type=Path))
@_passphrase
@click.option("--without-keys", is_flag=True, help="Leave the keys out: they are kept elsewhere.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="Of the backups in the directory FILE leave so many, the newest.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def backup(
    data: Path | None,
    config: Path | None,
    file: Path,
    passphrase_file: Any,  # noqa: ANN401
    without_keys: bool,  # noqa: FBT001
    keep: int | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Write all of headquarters into a new FILE and read it back; headquarters may be running.

    Where FILE is a directory the new one in it is named by the time: hq-2026-11-29T033000.backup.
    The keys in it are sealed by a passphrase: without it, or without a copy of the directory of
    keys, nobody opens what the houses sent, and no house believes an answer. What the houses sent
    stays sealed; the names of houses and accounts and the figures are not: keep FILE as you keep
    the database.
    """
    import json

    from sync.hq import headquarters
    from sync.hq.backup import nightly, saving

    where, now = configuration(data, config), headquarters.utc_now()
    if without_keys and passphrase_file:
        raise click.UsageError("--without-keys needs no --passphrase-file.")
    file = _named(file, keep, now)
    passphrase = None if without_keys else _read(passphrase_file, confirm=True)
    saved = saving.save(where, file, passphrase, now)
    with _tidying(file.parent):
        gone = [str(one) for one in nightly.prune(file, keep)] if keep else []
    if as_json:
        facts = {"file": str(file), "bytes": saved.size, "keys": saved.has_keys, "rows": saved.rows}
        click.echo(json.dumps(facts | {"removed": gone}))
        return
    count, size = sum(saved.rows.values()), saved.size / 1_000_000
    click.echo(f"{file} holds {count} rows in {size:.1f} MB, and was read back.")
    for one in gone:
        click.echo(f"{one} is older than the {keep} that are kept: removed.")
    if not saved.has_keys:
        click.echo(f"Without keys: keep a copy of {where.keys}, offline.")


def _named(file: Path, keep: int | None, now: datetime) -> Path:
    from sync.hq.backup import nightly

    if _is_directory(file):
        with _tidying(file):
            nightly.clear(file)
        return file / nightly.name(now)
    if keep:
        raise click.UsageError("--keep needs a directory of backups.")
    return file


def _is_directory(file: Path) -> bool:
    from sync.hq.backup import saving

    try:
        return file.is_dir()
    except OSError as problem:
        raise saving.cannot_write(file, problem) from problem


@contextmanager
def _tidying(directory: Path) -> Iterator[None]:
    from sync.hq.errors import Refused

    try:
        yield
    except OSError as problem:
        said = f"Cannot remove old backups from {directory}: {problem.strerror}."
        raise Refused(said) from problem


@click.command(epilog="Example: aiyou hq restore hq-2026-11-29.backup --data /var/lib/aiyou-hq")
@located
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_passphrase
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def restore(
    data: Path | None,
    config: Path | None,
    file: Path,
    passphrase_file: Any,  # noqa: ANN401
    as_json: bool,  # noqa: FBT001
) -> None:
    """Make a headquarters of a backup, where there is none; on SQLite or PostgreSQL.

    A file that is damaged changes nothing. The houses go on with this headquarters by themselves
    once it answers at the address that they know.
    """
    import json

    from sync.hq import headquarters
    from sync.hq.backup import restoring

    where = configuration(data, config)
    asks = restoring.asks_for_passphrase(file)
    passphrase = _read(passphrase_file, confirm=False) if asks else None
    rows = restoring.restore(where, file, passphrase, headquarters.utc_now())
    if as_json:
        click.echo(json.dumps({"data": str(where.data), "rows": rows}))
    else:
        click.echo(f"Headquarters is back in {where.data}, with {sum(rows.values())} rows.")


def _read(file: Any, *, confirm: bool) -> str:  # noqa: ANN401
    if file is not None:
        return str(file.read()).rstrip("\r\n")
    said = "Passphrase of the backup"
    return str(click.prompt(said, hide_input=True, confirmation_prompt=confirm))
