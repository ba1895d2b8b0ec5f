"""The package of a house: built, asked, and made into later versions that are well or broken."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "systemd" / "package"


# What the tests ask a Debian with.
TO_LOOK = ("cloud-init", "curl", "grim", "iproute2", "procps")


def needed() -> list[str]:
    """List what Debian has to bring."""
    lists = [ROOT / ".ci/debian-packages", PACKAGE / "depends"]
    lines = [line for one in lists for line in one.read_text(encoding="utf-8").splitlines()]
    return [line.split()[0] for line in lines if not line.startswith("#")]


@dataclass(frozen=True)
class Box:
    """What a house is installed from: its own package, and the wheels that it stands on."""

    house: Path
    wheels: Path


def chosen(into: Path) -> Box:
    """Take the packages that lie in the directory AIYOU_DEBS, or build them."""
    named = os.environ.get("AIYOU_DEBS")
    return _found(Path(named)) if named else built("amd64", into)


def built(architecture: str, into: Path) -> Box:
    """Build it, as `make deb` does; skip where wheels cannot be fetched."""
    words = [str(PACKAGE / "build"), architecture, str(into)]
    environ = {**os.environ, "BIN": str(Path(sys.executable).parent)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environ)
    if "Failed to establish a new connection" in done.stderr:
        pytest.skip("no wheels can be fetched without a network")
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == {str(one) for one in into.glob("*.deb")}
    return _found(into)


def _found(directory: Path) -> Box:
    (house,) = directory.glob("aiyou-house_*.deb")
    (wheels,) = directory.glob("aiyou-house-wheels_*.deb")
    return Box(house, wheels)


def asked(deb: Path, *what: str) -> str:
    """Ask dpkg-deb about a package."""
    words = ["dpkg-deb", what[0], str(deb), *what[1:]]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def later(deb: Path, number: int, into: Path, more: str = "") -> Path:
    """Make a later version, at the end of whose `kiosk/serve.py` stand some more lines."""
    tree = into / f"tree-{number}"
    subprocess.run(["dpkg-deb", "--raw-extract", deb, tree], check=True)
    version = f"{asked(deb, '--field', 'Version')}.{number}"
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*", f"Version: {version}", control.read_text()))
    (tree / "opt/aiyou/package/version").write_text(f"{version}\n")
    (wheel,) = (tree / "opt/aiyou/wheels").glob("aiyou_house-*.whl")
    _add(wheel, "kiosk/serve.py", more)
    made = into / f"aiyou-house_{version}.deb"
    subprocess.run(["dpkg-deb", "-Zgzip", "-z1", "--build", tree, made], check=True)
    shutil.rmtree(tree)
    return made


def _add(wheel: Path, name: str, lines: str) -> None:
    old = wheel.with_suffix(".old")
    wheel.rename(old)
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(wheel, "w") as target:
        for one in source.infolist():
            text = source.read(one)
            target.writestr(one, text + lines.encode() if one.filename == name else text)
    old.unlink()
