import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.doctor import browser
from tests.kiosk.doctor.looks import wells


def test_the_browser_is_found_and_tells_its_version(config: HouseConfig) -> None:
    assert wells(browser.program(config)) == {"browser": True}
    (found,) = browser.version(config)
    assert found.well
    assert re.fullmatch(r"Chromium [0-9.]+", str((found.figures or {})["version"]))


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (None, {"browser": False}),
        ("#!/bin/sh\nexit 1\n", {"browser": True, "browser_version": False}),
    ],
)
def test_a_browser_that_is_missing_or_does_not_start_is_not_well(
    config: HouseConfig,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    script: str | None,
    told: dict[str, bool],
) -> None:
    if script:
        (tmp_path / "chromium").write_text(script)
        (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = wells([*browser.program(config), *browser.version(config)])
    assert found == told


@pytest.mark.parametrize(
    ("rules", "well"),
    [
        ('{"URLBlocklist": ["*"], "URLAllowlist": ["127.0.0.1:8080"]}', True),
        ('{"URLBlocklist": ["example.org"]}', False),
        ('{"URLBlocklist": null}', False),
        ("[]", False),
        ("what", False),
        (None, False),
    ],
)
def test_a_browser_that_may_go_anywhere_is_not_well(
    config: HouseConfig,
    monkeypatch: pytest.MonkeyPatch,
    at: Callable[[str, str], Path],
    rules: str | None,
    well: bool,
) -> None:
    machine = at("else", "")
    if rules:
        at("managed/kiosk.json", rules)
    monkeypatch.setattr(browser, "_POLICIES", machine / "managed")
    assert wells(browser.policies(config)) == {"policies": well}
