"""The site of all documents, and that nothing in it leads nowhere."""

import re
from pathlib import Path

from tests.screenshots import site


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
