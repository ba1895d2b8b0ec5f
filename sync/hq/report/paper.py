"""A report as a page to print: PDF on A4, and how many are laid out at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from flask import render_template

from sync.hq.errors import Refused
from sync.hq.report import words
from sync.hq.report.fingerprint import fingerprint
from sync.hq.report.gathering import Report
from sync.hq.report.indicators import INDICATORS, UNITS, services
from sync.hq.standards.catalog import STANDARDS
from sync.paper.printing import to_pdf

# Each takes a thread for some seconds, and this process has four: the others serve the pages.
AT_ONCE = 2

_STYLE = Path(__file__).parents[1] / "static" / "report.css"

_free = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Take one of the places to print. Raises Refused where all are taken."""
    if not _free.acquire(blocking=False):
        raise Refused("Other reports are being made: please try again in a minute.")
    try:
        yield
    finally:
        _free.release()


def pdf(report: Report, language: str) -> bytes:
    """Write a report as PDF, in the language that is spoken. Raises CannotPrint, Refused."""
    with turn():
        return to_pdf(page(report, language), [_STYLE])


def page(report: Report, language: str) -> str:
    """Write the page that is printed."""
    return render_template(
        "report_paper.html",
        report=report,
        language=language,
        lang="zh-Hans" if language.startswith("zh") else "en",
        indicators=INDICATORS,
        units=UNITS,
        services=list(services(report.total, report.total_before)),
        standards=STANDARDS,
        missing=list(words.missing(report)),
        version=words.version(),
        fingerprint=fingerprint(report),
    )
