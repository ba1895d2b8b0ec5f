"""The house's program: a virtual environment of the wheels that came along, one for each version.

Run by Debian's own Python, as all of this folder: it stands beside what it replaces.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path("/opt/aiyou")
_WHEELS = HOME / "wheels"
_PROGRAMS = HOME / "programs"
# What is run, and while another one is being tried, what was run before.
_PRESENT = HOME / ".venv"
_BEFORE = HOME / ".before"
_COMPLETE = "complete"
_PYTHON = "python{}.{}".format(*sys.version_info)


def make(version: str) -> Path:
    """Make the program of a version, without a network; one that is there whole is kept."""
    program = _PROGRAMS / f"{version}-{_PYTHON}"
    if not (program / _COMPLETE).exists():
        # What a power cut left of it.
        shutil.rmtree(program, ignore_errors=True)
        try:
            subprocess.run([sys.executable, "-m", "venv", program], check=True)
            _fill(program)
        except (OSError, subprocess.CalledProcessError):
            # A full card is why, most often: the house that goes on needs the room for its records.
            shutil.rmtree(program, ignore_errors=True)
            raise
        os.sync()
        (program / _COMPLETE).touch()
    return program


def present() -> Path | None:
    """Tell the program that is run; None where there is none, or it is another Python's."""
    return _whole(_PRESENT)


def before() -> Path | None:
    """Tell the program to go back to, while another one is being tried."""
    return _whole(_BEFORE)


def try_out(program: Path, instead_of: Path) -> None:
    """Run a program from now on, and remember what was run before until `settle`."""
    _point(_BEFORE, instead_of)
    use(program)


def use(program: Path) -> None:
    """Run a program from now on; a power cut leaves this or the one before."""
    _point(_PRESENT, program)


def settle() -> None:
    """Stay with the program that is run, and forget all others."""
    _BEFORE.unlink(missing_ok=True)
    kept = _PRESENT.resolve()
    for program in _PROGRAMS.iterdir():
        if program != kept:
            shutil.rmtree(program)


def _fill(program: Path) -> None:
    # As the package brought them, whatever the machine has set for pip.
    words = ["-m", "pip", "--isolated", "--quiet", "--disable-pip-version-check", "install"]
    where = ["--no-index", "--no-cache-dir", "--find-links", str(_WHEELS)]
    python = program / "bin/python"
    subprocess.run([python, *words, *where, "aiyou-house[house]"], check=True)
    # The house may not write here: without this it would compile its pages at each start.
    compiling = "from kiosk.app import compile_templates; compile_templates()"
    subprocess.run([python, "-c", compiling], check=True)


def _whole(link: Path) -> Path | None:
    is_whole = (link / _COMPLETE).exists() and (link / "lib" / _PYTHON).exists()
    return link.resolve() if is_whole else None


def _point(link: Path, program: Path) -> None:
    new = link.with_name(f"{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(program)
    new.replace(link)
    os.sync()
