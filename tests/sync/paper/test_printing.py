"""A page is laid out on paper, in a process of its own."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from sync.errors import CannotPrint
from sync.paper.printing import to_pdf

# Refuses setpriority from then on, as the filter of the unit does for all of @resources.
REFUSES = """
import ctypes, errno, struct, sys
libc = ctypes.CDLL(None)
# Load the number of the call; where it is this one refuse, else allow.
steps = [(0x20, 0, 0, 0), (0x15, 0, 1, int(sys.argv[1])), (6, 0, 0, 0x50000 | errno.EPERM),
         (6, 0, 0, 0x7FFF0000)]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
# PR_SET_NO_NEW_PRIVS, then PR_SET_SECCOMP by a filter: both stay with whatever is started.
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, program) == 0
from sync.paper.printing import to_pdf
sys.stdout.buffer.write(to_pdf("<p>politely</p>", []))
"""
SETPRIORITY = {"x86_64": 141, "aarch64": 140}

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


def test_it_is_printed_where_the_machine_lets_nobody_be_polite() -> None:
    command = [sys.executable, "-c", REFUSES, str(SETPRIORITY[platform.machine()])]
    printed = subprocess.run(command, capture_output=True, check=False)
    assert printed.returncode == 0, printed.stderr
    assert "politely" in read_pdf("pdftotext", printed.stdout, "-")
