import re
import subprocess
import sys
from pathlib import Path

import pytest

from hardware.patterns import LatePattern, compiled_late

MODULE = """
import re
LETTERS = re.compile("[a-z]+", re.IGNORECASE)
BROKEN = re.compile("(")
"""


def test_a_pattern_is_compiled_when_it_is_first_asked_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "of_a_library.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    compile_now = re.compile
    with compiled_late("of_a_library"):
        import of_a_library  # type: ignore[import-not-found]

        # Those of others are compiled as always.
        with pytest.raises(re.error):
            re.compile("(")
    assert re.compile is compile_now
    assert isinstance(of_a_library.LETTERS, LatePattern)
    assert of_a_library.LETTERS.fullmatch("ABC") and not of_a_library.LETTERS.fullmatch("1")
    assert of_a_library.LETTERS.pattern == "[a-z]+"
    with pytest.raises(re.error):
        _ = of_a_library.BROKEN.search


def test_what_fails_to_load_leaves_everything_as_it_was() -> None:
    compile_now = re.compile
    with pytest.raises(RuntimeError), compiled_late("of_a_library"):
        raise RuntimeError
    assert re.compile is compile_now


def test_sqlite_utils_finds_its_virtual_tables_all_the_same() -> None:
    code = (
        "from hardware.patterns import compiled_late\n"
        "with compiled_late('sqlite_utils.db'): import sqlite_utils\n"
        "db = sqlite_utils.Database(memory=True)\n"
        "db.execute('CREATE VIRTUAL TABLE found USING fts5(words)')\n"
        "print(db.table('found').virtual_table_using)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "FTS5\n"
