import os
import subprocess
import sys

import pytest

CODE = "import os, games.stage; print(os.environ['SDL_FRAMEBUFFER_ACCELERATION'])"
OURS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_FRAMEBUFFER_ACCELERATION")


@pytest.mark.parametrize(
    ("given", "chip"),
    [
        ({"SDL_VIDEODRIVER": "wayland", "DISPLAY": ":0"}, "1"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "1"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "0"),
        ({"WAYLAND_DISPLAY": "wayland-0", "SDL_VIDEODRIVER": "dummy"}, "0"),
        ({"SDL_VIDEODRIVER": "x11"}, "0"),
        ({}, "0"),
    ],
)
def test_only_under_wayland_the_graphics_chip_brings_the_picture(
    given: dict[str, str], chip: str
) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    run = subprocess.run(
        [sys.executable, "-c", CODE],
        env=environ | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split()[-1] == chip
