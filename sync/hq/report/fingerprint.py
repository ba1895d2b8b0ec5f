"""The fingerprint of a report: the same figures have the same, whoever makes it and when; pure."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from sync.hq.report.gathering import Report


def canonical(report: Report) -> str:
    """Write the figures of a report as JSON in the one form of which the fingerprint is taken.

    Neither names nor languages are in it, nor when and by which software it was made.
    """
    told: dict[str, Any] = {
        "place": report.place.code,
        "period": str(report.period),
        "shown": [str(report.shown.first), str(report.shown.last)],
        "figures": asdict(report.total),
        "before": asdict(report.total_before),
        "parts": {one.code: asdict(figures) for one, figures in report.parts},
        "months": {f"{month:%Y-%m}": asdict(figures) for month, figures in report.months},
        "silent": report.silent,
        "months_due": report.months_due,
        "months_untold": report.months_untold,
        "standards": {
            score.key: [[f"{one.month:%Y-%m}", one.met, one.of, one.target] for one in score.months]
            for score in report.scores
        },
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(report: Report) -> str:
    """Take the fingerprint of a report's figures: SHA-256, in hexadecimal."""
    return hashlib.sha256(canonical(report).encode()).hexdigest()
