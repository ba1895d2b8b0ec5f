"""What is in the package of a house, for either machine and either Python."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.systemd.package.box import PACKAGE, ROOT, Box, asked, built

pytestmark = pytest.mark.long

MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
# What has no wheel for one Python alone is bound to it.
PYTHONS = ("cp311", "cp313")
BOUND = ("pygame", "cffi", "markupsafe", "fonttools")


@pytest.fixture(scope="module", params=MACHINES)
def box(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Box:
    return built(request.param, tmp_path_factory.mktemp(request.param))


def contents(deb: Path) -> dict[str, str]:
    """Tell the mode, owner and group of each file."""
    found = {}
    for line in asked(deb, "--contents").splitlines():
        mode, who, *_, name = line.split(None, 5)
        found[name.split(" -> ")[0].removeprefix(".")] = f"{mode} {who}"
    return found


def test_each_wheel_is_for_this_machine_and_both_pythons(box: Box) -> None:
    machine = MACHINES[asked(box.wheels, "--field", "Architecture")]
    wheels = [Path(one).name for one in contents(box.wheels) if one.endswith(".whl")]
    assert all(one.endswith(("-any.whl", f"_{machine}.whl")) for one in wheels)
    for name in BOUND:
        for python in PYTHONS:
            assert any(re.match(rf"{name}-[\d.]+-{python}-", one) for one in wheels), (name, python)
    # One by this name is empty: it has a number, and no pins.
    assert not any(one.startswith("lgpio-0.0") for one in wheels)
    assert any(one.startswith("lgpio-0.2") for one in wheels)
    on_a_pi = [one for one in wheels if one.startswith("adafruit_lgpio") and "cp313" in one]
    assert len(on_a_pi) == (machine == "aarch64")


def test_no_wheel_needs_a_later_library_than_debian_12_has(box: Box) -> None:
    for name in contents(box.wheels):
        oldest = min((int(one) for one in re.findall(r"manylinux_2_(\d+)", name)), default=17)
        assert oldest <= 36, name


def test_an_upgrade_is_small_enough_for_a_mobile_network(box: Box) -> None:
    assert asked(box.house, "--field", "Architecture") == "all"
    assert [one for one in contents(box.house) if one.endswith(".whl")] == [
        one for one in contents(box.house) if "/aiyou_house-" in one
    ]
    assert box.house.stat().st_size < 5_000_000


def test_what_is_there_belongs_to_root_and_nobody_else_may_write_it(box: Box) -> None:
    for name, said in (contents(box.house) | contents(box.wheels)).items():
        mode, who = said.split()
        assert who == "root/root", name
        assert mode[0] == "l" or (mode[5], mode[8]) == ("-", "-"), name
        assert "s" not in mode, name


def test_every_unit_and_setting_is_in_it(box: Box) -> None:
    names = contents(box.house)
    for unit in (ROOT / "systemd").glob("*.service"):
        is_the_house_s = not unit.stem.startswith("aiyou-hq")
        assert (f"/usr/lib/systemd/system/{unit.name}" in names) == is_the_house_s
    readme = (ROOT / "systemd/README.md").read_text(encoding="utf-8")
    for place in re.findall(r"^\| `[a-z]+\.[a-z]+` \| `(/\S+)`", readme, re.MULTILINE):
        assert place in names


def test_its_settings_in_etc_are_an_administrators_to_change(box: Box) -> None:
    kept = asked(box.house, "--info", "conffiles").split()
    links = {"/etc/systemd/system/ctrl-alt-del.target"}
    in_etc = {
        one for one in contents(box.house) if one.startswith("/etc/") and not one.endswith("/")
    }
    assert in_etc - links == set(kept)


def test_it_says_what_it_needs(box: Box) -> None:
    wheels, *others = asked(box.house, "--field", "Depends").split(", ")
    # Not these very ones: they change seldom, the house often.
    assert wheels == f"aiyou-house-wheels (>= {asked(box.wheels, '--field', 'Version')})"
    assert {"cage", "xwayland", "seatd", "chromium", "python3-venv"} <= set(others)
    for deb in (box.house, box.wheels):
        assert "@" not in asked(deb, "--info").replace("<house@ai-you.invalid>", "")


def test_an_unknown_machine_is_refused_in_a_sentence(tmp_path: Path) -> None:
    words = [str(PACKAGE / "build"), "armhf", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "amd64 and arm64 only" in done.stderr
