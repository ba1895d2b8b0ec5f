from pathlib import Path

from sync.sticks import mounted, shown
from tests.disks import unanswering


def test_every_directory_that_a_pattern_names_is_a_stick(tmp_path: Path) -> None:
    for name in ("media/li/RED", "media/li/BLUE", "mnt/old"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "mnt" / "file").write_text("no stick")
    patterns = f"{tmp_path}/media/*/*:{tmp_path}/mnt/*:{tmp_path}/run/*"
    assert [stick.name for stick in mounted(patterns)] == ["BLUE", "RED", "old"]


def test_without_a_pattern_there_is_no_stick() -> None:
    assert mounted("") == []
    assert mounted("relative/*::/") == []


def test_what_answers_nothing_but_errors_is_no_stick_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "media" / "li" / "RED").mkdir(parents=True)
    unanswering(tmp_path / "media" / "li" / "BROKEN")
    unanswering(tmp_path / "media" / "broken")
    patterns = f"{tmp_path}/media/*/*:{tmp_path}/media/*"
    assert [stick.name for stick in mounted(patterns)] == ["li", "RED"]


def test_any_name_can_be_shown() -> None:
    assert shown(Path("/媒体/日报 1.aiyou")) == "/媒体/日报 1.aiyou"
    assert shown(Path("\udcff\n\x1b[2J.aiyou")) == "\N{REPLACEMENT CHARACTER}" * 3 + "[2J.aiyou"
