"""The strokes as the package has them, and as the game has them."""

import json

from games.hanzi_trace import make_strokes


def test_an_outline_is_turned_around_and_each_point_is_told_from_the_one_before():
    path = "M 10 900 Q 20 890 30 880 L 30 900.4 C 0 0 1 1 2 2 Z"
    assert make_strokes.outline(path) == "m10 0q10 10 20 20l0-20c-30 900-29 899-28 898z"


def test_each_outline_goes_with_the_way_of_the_brush():
    facts = {"strokes": ["M 0 900 Z", "M 1 899 Z"], "medians": [[[0, 900], [5, 800]], [[1, 899]]]}
    assert make_strokes.strokes(facts) == [("m0 0z", [0, 0, 5, 100]), ("m1 1z", [1, 1])]


def test_a_package_becomes_one_file_beside_its_licence(tmp_path, monkeypatch):
    package, here = tmp_path / "package", tmp_path / "here"
    package.mkdir()
    here.mkdir()
    monkeypatch.setattr(make_strokes, "HERE", here)
    chosen = {"characters": {"1": {"一": ["一个"], "十": ["十月"]}}}
    monkeypatch.setattr(make_strokes, "content", lambda _: chosen)
    for sign in "一十":
        facts = {"strokes": ["M 0 900 Z"], "medians": [[[0, 900], [9, 900]]]}
        (package / f"{sign}.json").write_text(json.dumps(facts))
    (package / "package.json").write_text('{"name": "strokes", "version": "2.0.1"}')
    (package / "ARPHICPL.TXT").write_bytes(b"AS IT IS\r\n")
    make_strokes.main(package)
    written = json.loads((here / "strokes.json").read_text("utf-8"))
    assert list(written["strokes"]) == ["一", "十"]
    assert "strokes 2.0.1" in written["notice"]
    assert (here / "ARPHICPL.TXT").read_bytes() == b"AS IT IS\r\n"
