"""What a report says in words: what is missing in it, and by which software it was made."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from flask import Flask
from flask_babel import Babel, force_locale, gettext, ngettext

from sync.hq import looks
from sync.hq.headquarters import TIMEZONE
from sync.hq.report.gathering import Report
from sync.hq.templating import number


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let templates and sentences speak a language where no page is asked for."""
    app = Flask("sync.hq.app")
    Babel(app, default_locale=language, default_timezone=TIMEZONE)
    looks.install(app)
    with app.app_context(), force_locale(language):
        yield


def version() -> str:
    """Tell the version of this software."""
    try:
        return version_of("aiyou-house")
    except PackageNotFoundError:
        return "?"


def missing(report: Report) -> Iterator[str]:
    """Say what a report does not know, a sentence each."""
    total = report.total
    if not report.is_over:
        yield gettext(
            "The period is not over: it is told up to %(day)s and compared with as many days,"
            " months with as many months.",
            day=report.shown.last,
        )
    if report.silent:
        yield ngettext(
            "%(count)s house told no day of this period. What happened there is not in the"
            " figures.",
            "%(count)s houses told no day of this period. What happened there is not in the"
            " figures.",
            report.silent,
            count=number(report.silent),
        )
    if report.silent_ones:
        yield gettext(
            "Not heard from: %(names)s.", names=", ".join(one.title for one in report.silent_ones)
        )
    if not total.houses:
        yield gettext("No house was on the list in this period.")
    untold = report.months_untold
    if untold and not total.months_told:
        yield ngettext(
            "The %(count)s monthly total that is due has not come: home visits, activities,"
            " services and children served are not known.",
            "None of the %(count)s monthly totals has come: home visits, activities, services"
            " and children served are not known.",
            untold,
            count=number(untold),
        )
    elif untold:
        yield gettext(
            "%(count)s of %(due)s monthly totals have not come. Home visits, activities, services"
            " and children served are too low by what happened in them.",
            count=number(untold),
            due=number(report.months_due),
        )
    if total.months_told and (total.moods is None or total.feedback is None):
        yield gettext("How children felt or liked the house: too few houses told it to say more.")
    yield gettext(
        "Counselors trained are not known to headquarters: take them from the training records."
    )
