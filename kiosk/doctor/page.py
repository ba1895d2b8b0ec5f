"""The findings as one page of text."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from hardware.language import Speech, _
from kiosk.doctor.findings import Finding

_MARKS = {True: "✓", False: "✗", None: "–"}


def lines(findings: Sequence[Finding], speech: Speech) -> Iterator[str]:
    """Write each part with what was found, and at the end whether there is something to do."""
    for title, found in groupby(findings, key=lambda finding: finding.title):
        yield speech.say(title)
        for finding in found:
            yield f"  {_MARKS[finding.well]} {finding.sentence(speech)}"
            if advice := finding.advice(speech):
                yield f"    → {advice}"
    count = sum(finding.well is False for finding in findings)
    yield ""
    if count:
        yield speech.say(_("Not well: {count}. What to do stands behind the arrow."), count=count)
    else:
        yield speech.say(_("All is well."))
