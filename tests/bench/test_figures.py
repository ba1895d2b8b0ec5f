"""The table tells what was found, and a limit that is exceeded fails."""

import json

import pytest

from tests.bench import table
from tests.bench.figures import Figures, Peer, Row
from tests.bench.into_readme import HEAD, names, rewritten
from tests.bench.rows import ROWS

TIMES = Row("a page", "ms", "a bare one", times=2)
SHARE = Row("ingest", "/s", "a bare loop", share=0.5)
MOST = Row("a day", "bytes", most=240)
NONE = Row("lost", "of 300 cuts", "of a careless one", most=0)
BESIDE = Row("start", "s", "a bare one", times=2, peer=Peer("Another", "1.6 s", times=0.2))
SEEN = Row("with the browser", "MB")


@pytest.fixture
def few() -> Figures:
    return Figures({row.name: row for row in (TIMES, SHARE, MOST, NONE, BESIDE, SEEN)}, {})


def test_what_keeps_its_limits_holds(few: Figures) -> None:
    few.tell("a page", [2.0, 4.0, 3.0], [2.0, 1.0, 1.5])
    few.tell("ingest", [50.0, 900.0], [100.0, 100.0])
    few.tell("a day", 240)
    assert str(few.tell("lost", 0, 144)).startswith("lost: 0 of 300 cuts, floor 144 of 300 cuts")
    few.tell("with the browser", 477.0)
    few.hold()
    assert few.found["a page"].ratio == 2
    assert few.found["ingest"].ratio == 4.75


@pytest.mark.parametrize(
    ("name", "ours", "floors"),
    [
        ("a page", [3.1], [1.5]),
        ("ingest", [49.0], [100.0]),
        ("a day", [241], []),
        ("lost", [1], [144]),
    ],
)
def test_what_exceeds_its_limit_fails(
    few: Figures, name: str, ours: list[float], floors: list[float]
) -> None:
    few.tell(name, ours, floors)
    with pytest.raises(AssertionError, match=name):
        few.hold()


def test_another_program_limits_ours_where_it_is_there(few: Figures) -> None:
    few.tell("start", 0.3, 0.2)
    few.hold()
    assert few.found["start"].facts()["others"] == "Another: 1.6 s (earlier)"
    told = few.tell("start", 0.3, 0.2, [1.6, 1.5, 2.0])
    assert told.facts()["others"] == "Another: 1.60 s, ours 0.19 ×"
    few.hold()
    few.tell("start", 0.3, 0.2, [1.4])
    with pytest.raises(
        AssertionError, match=r"Another: 1\.40 s, ours 0\.21 ×; ≤ 2 × floor, ≤ 0\.2 "
    ):
        few.hold()


def test_a_row_that_nobody_named_is_refused(few: Figures) -> None:
    with pytest.raises(KeyError):
        few.tell("a night", 1.0)


def test_the_table_and_the_readme_tell_what_was_found() -> None:
    figures = Figures(ROWS, {})
    figures.tell("start to first answer", [0.9, 0.8, 1.0], [0.6, 0.5, 0.7], note="of three")
    figures.tell("envelope of a day", 206)
    told = table.markdown(figures.found)
    assert "| start to first answer (of three) | 0.90 s (0.80–1.00) | 0.60 s (0.50–0.70), " in told
    assert "| envelope of a day | 206 bytes |  |  | ≤ 240 bytes |  | ok |" in told
    run = json.loads(table.as_json(figures.found))
    before = f"# House\n\n{HEAD}| envelope of a month | 267 bytes | ≤ 512 bytes | |\n\nMore.\n"
    readme = rewritten(before, run)
    assert names(readme) == [*ROWS]
    assert "| start to first answer | 0.90 s, 1.50 × bare Flask on waitress | ≤ 2 ×, " in readme
    assert "| envelope of a month | 267 bytes | ≤ 512 bytes | |\n" in readme
    assert readme.startswith("# House\n\n") and readme.endswith("|\n\nMore.\n")
