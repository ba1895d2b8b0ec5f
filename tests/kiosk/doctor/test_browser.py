from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.doctor import browser
from tests.kiosk.doctor.looks import wells


def test_the_browser_tells_its_version(config: HouseConfig) -> None:
    (found,) = browser.program(config)
    assert found.well
    assert str((found.figures or {})["version"]).startswith("Chromium ")


@pytest.mark.parametrize("script", [None, "#!/bin/sh\nexit 1\n"])
def test_a_browser_that_is_missing_or_does_not_start_is_not_well(
    config: HouseConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str | None
) -> None:
    if script:
        (tmp_path / "chromium").write_text(script)
        (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert wells(browser.program(config)) == {"browser": False}


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
