"""The command that makes a report."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sync.hq.report.fingerprint import fingerprint
from tests import warm
from tests.sync.hq.cast import Clock, Office
from tests.sync.hq.report.test_making import made, tell


def test_the_command_makes_the_same_figures_twice(
    small_office: Office, clock: Clock, tmp_path: Path
) -> None:
    tell(small_office, clock)
    where = ["--data", str(small_office.config.data), "--place", "yuexi", "--period", "2026-10"]
    marks = set()
    for kind in ("csv", "xlsx"):
        out = tmp_path / f"report.{kind}"
        done = warm.run("sync.hq", "report", *where, "--format", kind, "--out", out)
        assert done.returncode == 0, done.stderr
        assert out.stat().st_size > 1000
        marks.add(done.stdout.split()[-1])
    assert marks == {fingerprint(made(small_office, "yuexi"))}


@pytest.mark.parametrize(
    "words_of_it", [("--period", "soon"), ("--period", "2026", "--place", "x")]
)
def test_the_command_refuses_in_one_sentence(
    small_office: Office, tmp_path: Path, words_of_it: tuple[str, ...]
) -> None:
    out = tmp_path / "r.csv"
    where = ["--data", str(small_office.config.data), "--format", "csv", "--out", str(out)]
    done = warm.run("sync.hq", "report", *where, *words_of_it)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_report_that_finds_no_room_leaves_the_one_of_before(
    small_office: Office, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "reports" / "one"
    out.parent.mkdir()
    out.write_text("the one of before")
    where = ["--data", str(small_office.config.data), "--format", kind, "--out", str(out)]
    command = [sys.executable, "-m", "sync.hq", "report", "--period", "2026-10", *where]
    little = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    run = [sys.executable, "-c", f"{little}; os.execv(sys.argv[1], sys.argv[1:])", *command]
    # What counts the lines that ran writes a file as well.
    uncounted = {name: it for name, it in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(run, capture_output=True, text=True, check=False, env=uncounted)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == f"Cannot write {out}: File too large."
    assert out.read_text() == "the one of before"
    assert list(out.parent.iterdir()) == [out]
