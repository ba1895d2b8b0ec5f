from pathlib import Path

from hardware.display.settings import Screen


def test_a_screen_is_told_to_another_process_as_it_is() -> None:
    screen = Screen(
        "http://127.0.0.1:8123", Path("/run/那"), ("chromium", "--x"), ("cage",), 90, 1.5, "en"
    )
    assert Screen.read(screen.tell()) == screen
    assert Screen.read(Screen().tell()) == Screen()
