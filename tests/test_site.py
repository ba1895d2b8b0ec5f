"""The site of all documents, and that nothing in it leads nowhere."""

import re
from pathlib import Path

import pytest

from games.catalog import find
from tests.screenshots import games, site


def test_every_document_is_a_page_and_no_link_leads_nowhere(tmp_path: Path) -> None:
    index = site.build(tmp_path)
    pages = list(tmp_path.glob("*.html"))
    assert len(pages) == len(site.documents())
    led_to = {
        found
        for page in pages
        for found in re.findall(r'(?:href|src)="([^"#:]+)"', page.read_text("utf-8"))
    }
    assert [one for one in sorted(led_to) if not (tmp_path / one).is_file()] == []
    assert "kiosk-THREATS.html" in led_to
    assert "<table>" in index.read_text("utf-8")


def test_what_was_drawn_is_found_beside_the_documents(tmp_path: Path) -> None:
    (tmp_path / "gallery").mkdir()
    (tmp_path / "gallery" / "index.html").touch()
    (tmp_path / "handbook.en.pdf").touch()
    text = site.build(tmp_path).read_text("utf-8")
    assert 'href="gallery/index.html"' in text
    assert 'href="handbook.en.pdf"' in text


def test_a_game_that_names_no_moment_is_shown_as_it_begins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(games, "GAMES", (find("feel_story"),))
    monkeypatch.setattr(games, "MOMENTS", {})
    games.draw(tmp_path / "scratch", tmp_path / "games.png")
    assert (tmp_path / "games.png").is_file()
