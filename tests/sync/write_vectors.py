"""Writes the test vectors anew: python -m tests.sync.write_vectors.

Everything is fixed, the ephemeral key of each sealed box too, so the files never change
unless the protocol does.
"""

import json
from pathlib import Path
from typing import Any

from tests.sync.written.answers import bad_answers, good_answers
from tests.sync.written.cast import keys, listed
from tests.sync.written.envelopes import bad_envelopes, changes, good_envelopes, later_envelopes
from tests.sync.written.letters import messages
from tests.sync.written.requests import batches, enrolment
from tests.sync.written.summaries import day_payloads, month_payloads

FOLDER = Path(__file__).parent / "vectors"


def vectors() -> dict[str, Any]:
    """Make the content of every file of vectors, by file name."""
    return {
        "keys.json": keys(),
        "envelopes.json": {"good": good_envelopes(), "bad": listed("envelope", bad_envelopes())},
        "changes.json": changes(),
        "later.json": later_envelopes(),
        "answers.json": {"good": good_answers(), "bad": listed("answer", bad_answers())},
        "days.json": day_payloads(),
        "months.json": month_payloads(),
        "messages.json": messages(),
        "enrolment.json": enrolment(),
        "batches.json": batches(),
    }


def written(content: object) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in vectors().items():
        (FOLDER / name).write_text(written(content), encoding="utf-8")
