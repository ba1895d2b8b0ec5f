"""The house as a Pi runs it: its package and its quick tests in an arm64 Debian, emulated.

An emulator is ten times as slow as this machine: its times tell nothing about a Pi.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.systemd.guest import ROOTS, root
from tests.systemd.package.box import ROOT, Box, built, needed

pytestmark = pytest.mark.long

PYTHON = "3.13"
# As the package's own wheels: what Debian's libc is not too old for.
PLATFORMS = tuple(f"manylinux_2_{minor}_aarch64" for minor in range(17, 42))
TOOLS = ("pytest", "pytest-xdist", "hypothesis", "psutil")
# Rules, records, keys, the wire, drawn games, the box. Not quick there is what needs a browser or
# another machine, and what starts processes: an interpreter that begins takes half a minute.
QUICK = ("tests/kiosk/domain", "tests/kiosk/store", "tests/games", "tests/sync", "tests/hardware")
SLOW = (
    "tests/sync/hq",
    "tests/sync/couriers",
    "tests/hardware/board",
    "tests/hardware/display",
    "tests/games/stage",
    "*/test_alone.py",
    "*/test_checking.py",
    "*/test_cli.py",
    "*/test_contract.py",
    "*/test_drawing.py",
    "*/test_pinyin.py",
    "*/test_play.py",
    "*/test_printing.py",
    "*/test_spared.py",
    "*/hardware/test_service.py",
)
VENV = "/opt/aiyou/.venv/bin/python"


@pytest.fixture(scope="module", autouse=True)
def emulator() -> None:
    """Skip where programs of a Pi do not run, which only `make arm` promises."""
    if not Path("/proc/sys/fs/binfmt_misc/qemu-aarch64").exists():
        pytest.skip("qemu-user-static is missing, or not registered: update-binfmts --enable")


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Box:
    return built("arm64", tmp_path_factory.mktemp("arm64"))


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fetch what tests need beside the house."""
    into = tmp_path_factory.mktemp("tools")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    words = [f"--platform={one}" for one in PLATFORMS]
    words += ["--only-binary=:all:", f"--python-version={PYTHON}", "--implementation=cp"]
    words += [f"--constraint={ROOT / '.ci/constraints.txt'}", f"--dest={into}"]
    words += [*TOOLS, *project["optional-dependencies"]["hq"]]
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *words], check=True)
    return into


def emulated(command: str, *bound: Path) -> str:
    """Run a shell's command in a fresh arm64 Debian without a network; tell what it said.

    Who wants to watch finds it in build/box/arm64.log as it goes.
    """
    debian = root("trixie", needed(), name="trixie-arm64", architecture="arm64")
    within = ["systemd-nspawn", "-q", "-D", debian, "--volatile=overlay", "--pipe"]
    within += ["--register=no", "--keep-unit", "--private-network"]
    within += [f"--bind-ro={one}" for one in bound]
    log = ROOTS / "arm64.log"
    with log.open("wb") as into:
        words = [*within, "/bin/sh", "-ec", command]
        done = subprocess.run(words, stdout=into, stderr=into, check=False)
    said = log.read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, said[-8000:]
    return said


def test_it_is_installed_and_its_quick_tests_pass(box: Box, tools: Path) -> None:
    ignored = [one if one.startswith("*") else f"{ROOT}/{one}" for one in SLOW]
    # Once for all: it takes a quarter of an hour there.
    told = emulated(
        f"""
        begun=$(date +%s)
        dpkg -i {box.house.parent}/*.deb >/dev/null
        echo "$(uname -m): $(aiyou --version), installed in $(($(date +%s) - begun)) s"
        {VENV} -m pip install --quiet --no-index --find-links {tools} {tools}/*.whl
        cd {ROOT}
        export HYPOTHESIS_STORAGE_DIRECTORY="$(mktemp -d)" PYTHONDONTWRITEBYTECODE=1
        {VENV} -m pytest -v -n auto -p no:cacheprovider -o faulthandler_timeout=1800 \
            --hypothesis-profile=played -m "not browser and not long" \
            {" ".join(QUICK)} {" ".join(f"--ignore-glob '{one}'" for one in ignored)}
        """,
        *(box.house.parent, tools, ROOT),
    )
    installed = re.search(r"aarch64: aiyou, version .* installed in \d+ s", told)
    passed = re.search(r"(\d+) passed.* in .*", told)
    assert installed, told[-4000:]
    assert passed, told[-4000:]
    print(f"\n{installed[0]}; {passed[0]} (emulated)")
    assert int(passed[1]) > 3500
