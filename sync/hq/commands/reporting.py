"""Making a report."""

from pathlib import Path

import click

from sync.hq.commands.options import configuration, located


@click.command(
    epilog="Example: aiyou hq report --place sichuan --period 2026-Q3 --format pdf --out q3.pdf"
)
@located
@click.option("--place", "of", default="", help="A province or a county; without it the program.")
@click.option("--period", required=True, help="A month, quarter or year: 2026-11, 2026-Q4, 2026.")
@click.option("--format", "kind", type=click.Choice(["pdf", "xlsx", "csv"]), default="pdf")
@click.option("--language", type=click.Choice(["zh_Hans", "en"]), help="As configured without it.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The new file."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def report(
    data: Path | None,
    config: Path | None,
    of: str,
    period: str,
    kind: str,
    language: str | None,
    out: Path,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Make a report as a file, and show the fingerprint of its figures.

    The same envelopes give the same figures and the same fingerprint, whenever it is made.
    """
    import json

    from sync.hq import headquarters, setup
    from sync.hq.errors import Refused
    from sync.hq.report import making, words
    from sync.hq.report.fingerprint import fingerprint
    from sync.sticks import write_whole

    where = configuration(data, config)
    made = setup.gather_report(where, of, period, headquarters.utc_now())
    try:
        with words.speaking(language or where.language):
            write_whole(out, making.make(made, kind, language or where.language))
    except OSError as problem:
        raise Refused(
            "Cannot write %(file)s: %(reason)s.", file=out, reason=problem.strerror
        ) from problem
    mark = fingerprint(made)
    said = {"file": str(out), "fingerprint": mark}
    click.echo(json.dumps(said) if as_json else f"{out} is there. Fingerprint: {mark}")
