"""The whole kiosk on a screen in memory: X server, compositor, Chromium, and a house of its own.

A compositor refuses root, and Chromium has no sandbox for it: `aiyou display` runs in a namespace
in which it is an ordinary user, with its browser's policies where the machine's would be.
AIYOU_TEST_COMPOSITOR names another compositor than the machine's.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
import requests
from PIL import Image, ImageChops

from hardware.display.brands import chosen
from hardware.display.policy import policy
from tests.hardware.display.combinations import CODES
from tests.processes import wait_for
from tests.touch_screen import MM, TouchScreen, touch_screen

# The window in which wlroots shows a screen on an X server.
SIZE = (1024, 768)
NO_PICTURE = Image.new("RGB", SIZE, "magenta")
COMPOSITOR = os.environ.get("AIYOU_TEST_COMPOSITOR", "cage")
# One that runs with a loader of its own goes by the loader's name.
COMPOSITORS = ("cage", "labwc", "ld-linux-x86-64.so.2", "ld-linux-x86-64")
# An old cage tells Chromium of no finger, and does not let its screen be turned.
HAS_FINGERS = chosen((COMPOSITOR,)).is_turned_by_others if shutil.which(COMPOSITOR) else False
PROGRAMS = (COMPOSITOR, "Xwayland", "chromium", "grim", "xdotool", "xmodmap", "unshare")
ORDINARY = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
_STARTS_WITHIN = 40.0


class KioskScreen:
    """A display at work before a house that need not be there yet."""

    def __init__(self, directory: Path, house_port: int, fingers: TouchScreen) -> None:
        self.directory, self.fingers = directory, fingers
        self.address = f"http://127.0.0.1:{house_port}"
        # What the house is told, so that its games find this screen.
        # Tests of the games' drawing have told this process that there is no screen.
        self.of_house = {
            "AIYOU_SCREEN_DIRECTORY": str(directory),
            "SDL_VIDEODRIVER": "wayland",
            "SDL_AUDIODRIVER": "dummy",
            # As games choose it themselves; those drawn in this process have chosen otherwise.
            "SDL_FRAMEBUFFER_ACCELERATION": "1",
        }
        # What runs the services.
        self.python = sys.executable
        self._display: int | None = None
        self.port = house_port
        self._beneath = {**os.environ, "DISPLAY": fingers.environ["DISPLAY"]}

    @contextmanager
    def shown(self, **environ: str) -> Iterator[None]:
        """Run `aiyou display run` until the block ends."""
        display = self.start(**environ)
        self._display = display.pid
        try:
            yield
        finally:
            display.terminate()
            display.wait(20)

    def start(self, **environ: str) -> "subprocess.Popen[bytes]":
        """Start `aiyou display run`."""
        within = _with_policies(self.directory, self.address)
        command = [*within, *ORDINARY, self.python, "-m", "kiosk", "display", "run"]
        with (self.directory / "display.log").open("ab") as log:
            return subprocess.Popen(command, env=self.environ | environ, stdout=log, stderr=log)

    def processes(self, display: int | None = None) -> dict[str, list[psutil.Process]]:
        """Tell what runs of the display: its supervisor, and what that started."""
        supervisor = psutil.Process(display or self._display)
        found: dict[str, list[psutil.Process]] = {"supervisor": [supervisor]}
        for one in supervisor.children(recursive=True):
            # One may end while it is looked at.
            with suppress(psutil.Error):
                found.setdefault(_kind(one), []).append(one)
        return found

    @property
    def log(self) -> str:
        """Tell what the display has said."""
        return (self.directory / "display.log").read_text("utf-8", "replace")

    def beats(self, within: float = 4) -> bool:
        """Tell whether the house heard its page beat within so many seconds."""
        try:
            told = requests.get(f"{self.address}/desk/beats", timeout=2).json()
        except (requests.RequestException, ValueError):
            return False
        return told["age"] is not None and told["age"] < within

    def wait_for_page(self, seconds: float = _STARTS_WITHIN) -> None:
        wait_for("the page", seconds, self.beats)

    def picture(self) -> Image.Image:
        """Take a picture of the screen; NO_PICTURE, a loud one, where there is none."""
        path = self.directory / "picture.png"
        # Of a compositor that begins or ends one may be waited for that never comes.
        take = ["timeout", "5", "grim", str(path)]
        if subprocess.run(take, env=self._of_guests(), check=False).returncode:
            return NO_PICTURE
        with Image.open(path) as picture:
            return picture.convert("RGB")

    def still(self) -> Image.Image:
        """Take a picture when nothing moves any more, and there is something to be seen."""
        seen = [Image.new("RGB", SIZE)]

        def is_still() -> bool:
            time.sleep(0.7)
            seen.append(self.picture())
            drawn = seen[-1].convert("L").getextrema()[1] > 64
            return drawn and difference(*seen[-2:]) < 0.001

        wait_for("a picture that is still", 30, is_still)
        return seen[-1]

    def forget_modifiers(self) -> None:
        """Let the X server not tell which keys are held: on a Pi the compositor alone knows."""
        words = [word for name in ("control", "mod1", "mod4") for word in ("-e", f"clear {name}")]
        subprocess.run(["xmodmap", *words], env=self._beneath, check=True, timeout=20)

    def press(self, combination: str) -> None:
        """Press keys together, by where they are, as `ctrl+n`."""
        self._ask_x("key", "+".join(str(CODES[key]) for key in combination.split("+")))

    def touch(self, x: int, y: int, seconds: float = 0.05) -> None:
        """Touch a place, in pixels: with a finger, or where none is felt by the mouse."""
        if HAS_FINGERS:
            self.fingers.down(0, x / MM, y / MM)
            time.sleep(seconds)
            self.fingers.up(0)
        else:
            self.point("mousemove", x, y, "mousedown", 1, "sleep", seconds, "mouseup", 1)

    def swipe(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw a finger over the screen, in pixels."""
        self._draw({0: (begin, end)})

    def pinch(self, middle: tuple[int, int], apart: int) -> None:
        """Draw two fingers apart, or with -1 together."""
        (x, y), near, far = middle, 30, 200
        ends = (near, far)[::apart]
        self._draw({i: ((x + s * ends[0], y), (x + s * ends[1], y)) for i, s in ((0, -1), (1, 1))})

    def _draw(self, ways: Mapping[int, tuple[tuple[int, int], tuple[int, int]]]) -> None:
        for step in range(21):
            for finger, (begin, end) in ways.items():
                x, y = (a + (b - a) * step / 20 for a, b in zip(begin, end, strict=True))
                move = self.fingers.move if step else self.fingers.down
                move(finger, x / MM, y / MM)
            time.sleep(0.01)
        self.fingers.all_up()

    def open_address(self, address: str) -> None:
        """Ask the browser that runs to open an address, as another program on the machine could."""
        (profile,) = self.directory.glob("browser-*")
        command = [*_with_policies(self.directory, self.address), *ORDINARY, "chromium"]
        options = [f"--user-data-dir={profile}", "--ozone-platform=wayland", "--disable-gpu"]
        environ = self.environ | self._of_guests() | {"HOME": str(self.directory)}
        asked = subprocess.run(
            [*command, *options, address],
            env=environ, check=True, timeout=30, capture_output=True, text=True,
        )  # fmt: skip
        assert "existing browser session" in asked.stdout

    def point(self, *words: object) -> None:
        """Move and press the mouse, in words of xdotool."""
        self._ask_x(*map(str, words))

    def ask_outputs(self) -> str:
        """Tell how the compositor shows its screen."""
        asked = subprocess.run(
            ["wlr-randr"], env=self._of_guests(), check=True, capture_output=True, text=True
        )
        return asked.stdout

    def _ask_x(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._beneath, check=True, timeout=20)

    def _of_guests(self) -> dict[str, str]:
        found = {"XDG_RUNTIME_DIR": str(self.directory), "WAYLAND_DISPLAY": "screen"}
        return {**os.environ, **found}

    @property
    def environ(self) -> dict[str, str]:
        """Tell what `aiyou display` is told."""
        return {
            **self._beneath,
            "WLR_BACKENDS": "x11",
            "WLR_RENDERER": "pixman",
            "HOME": str(self.directory / "home"),
            "AIYOU_SCREEN_DIRECTORY": str(self.directory),
            "AIYOU_PORT": str(self.port),
            "AIYOU_COMPOSITOR": COMPOSITOR,
            "AIYOU_BROWSER": "chromium --disable-gpu --force-prefers-reduced-motion",
        }


@contextmanager
def kiosk_screen(house_port: int) -> Iterator[KioskScreen]:
    """Have a screen, dark; skip where a part of it is missing, which only CI promises."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        why = f"missing: {', '.join(missing)}"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    with touch_screen(SIZE) as fingers, tempfile.TemporaryDirectory(prefix="kiosk") as directory:
        Path(directory, "home").mkdir()
        yield KioskScreen(Path(directory), house_port, fingers)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Tell how much two pictures differ: 0 not at all, 1 as black and white."""
    counts = ImageChops.difference(one, other).convert("L").histogram()
    return sum(level * count for level, count in enumerate(counts)) / (255 * sum(counts))


def _with_policies(directory: Path, address: str) -> Sequence[str]:
    """Tell how a command is run that finds the kiosk's policies in the place of the machine's."""
    managed = directory / "etc" / "policies" / "managed"
    managed.mkdir(parents=True, exist_ok=True)
    (managed / "aiyou.json").write_text(json.dumps(policy(address)))
    alone = ["unshare", "--mount"]
    if os.getuid():
        alone += ["--user", "--map-root-user"]
    bind = f'mount --bind {directory}/etc /etc/chromium && exec "$@"'
    return [*alone, "sh", "-c", bind, "sh"]


def _kind(process: psutil.Process) -> str:
    words = process.cmdline()
    if process.name() in (*COMPOSITORS, Path(COMPOSITOR).name):
        return "compositor"
    if "chromium" not in " ".join(words[:1]):
        return process.name()
    kinds = [word.partition("=")[2] for word in words if word.startswith("--type=")]
    return kinds[0] if kinds else "browser"
