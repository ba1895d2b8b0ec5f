from pathlib import Path

from hardware.display.flags import command
from hardware.display.settings import Screen


def test_the_browser_shows_the_house_alone_with_a_profile_in_memory() -> None:
    screen = Screen(address="http://127.0.0.1:8181", browser=("chromium", "--disable-gpu"))
    words = command(screen, Path("/run/aiyou-display/browser-1"))
    assert words[:2] == ["chromium", "--disable-gpu"]
    assert words[-1] == "http://127.0.0.1:8181/"
    assert "--user-data-dir=/run/aiyou-display/browser-1" in words
    assert {"--kiosk", "--disable-pinch", "--overscroll-history-navigation=0"} <= set(words)


def test_nobody_on_the_machine_can_connect_to_the_browser() -> None:
    words = command(Screen(), Path("/run"))
    assert "--remote-debugging-pipe" in words
    assert not [word for word in words if word.startswith("--remote-debugging-port")]
