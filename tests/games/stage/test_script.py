from itertools import islice

import pytest

from games.errors import BadScript
from games.stage.script import Cue, read


def test_a_script_is_read_line_by_line(tmp_path):
    path = tmp_path / "script.jsonl"
    path.write_text(
        '{"wait": 0.3}\n\n{"tap": "seats:2"}\n{"press": [40, 30.5]}\n{"key": "right"}\n'
        '{"hold": ["pad:0", "pad:1"]}\n{"let": ["pad:1"]}\n'
    )
    assert list(read(path)) == [
        Cue("wait", 0.3),
        Cue("tap", "seats:2"),
        Cue("press", [40, 30.5]),
        Cue("key", "right"),
        Cue("hold", ["pad:0", "pad:1"]),
        Cue("let", ["pad:1"]),
    ]


def test_following_the_hint_has_no_end_of_its_own(tmp_path):
    path = tmp_path / "script.jsonl"
    path.write_text('{"hint_until": "end"}\n')
    assert list(islice(read(path), 50)) == [Cue("tap", "hint")] * 50


@pytest.mark.parametrize(
    "line",
    [
        "hello",
        "[]",
        "{}",
        '{"dance": 1}',
        '{"wait": "long"}',
        '{"press": [1]}',
        '{"press": "x"}',
        '{"hold": "pad:0"}',
        '{"let": [0]}',
    ],
)
def test_a_line_that_is_no_cue_is_refused_before_the_game_begins(tmp_path, line):
    path = tmp_path / "script.jsonl"
    path.write_text('{"wait": 0}\n' + line)
    with pytest.raises(BadScript, match="Line 2"):
        read(path)


def test_what_is_no_text_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "script.jsonl"
    path.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(BadScript, match="not a text"):
        read(path)
