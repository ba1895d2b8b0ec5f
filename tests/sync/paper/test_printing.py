"""A page is laid out on paper, in a process of its own."""

import subprocess
from pathlib import Path

import pytest

from sync.errors import CannotPrint
from sync.paper.printing import to_pdf

PAGE = "<!doctype html><meta charset=utf-8><link rel=stylesheet href='file:///etc/passwd'>"


def read_pdf(reader: str, pdf: bytes, *to: str) -> str:
    """Read a PDF by one of poppler's programs."""
    command = [reader, "-", *to]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.fixture
def style(tmp_path: Path) -> Path:
    found = tmp_path / "style.css"
    found.write_text("@media screen { p { display: none } }")
    return found


def test_chinese_comes_out_as_text(style: Path) -> None:
    pdf = to_pdf(f"{PAGE}<p>欧阳静怡 来了 3 天</p>", [style])
    assert pdf.startswith(b"%PDF-")
    assert "欧阳静怡 来了 3 天" in read_pdf("pdftotext", pdf, "-")


def test_nothing_is_fetched_for_a_page(style: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("four donkeys")
    page = f"{PAGE}<p>一页</p><a rel=attachment href='file://{secret}'>x</a><img src='file://{secret}'>"
    pdf = to_pdf(page, [style])
    assert b"four donkeys" not in pdf
    assert b"EmbeddedFile" not in pdf


def test_where_it_cannot_be_laid_out_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotPrint):
        to_pdf(PAGE, [tmp_path / "no such style.css"])
