"""What can be set for the screen."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

# Under this name, in the display's own directory, programs of the house find the screen,
# however the compositor numbered it this time.
SOCKET = "screen"
DIRECTORY = Path("/run/aiyou-display")
ROTATIONS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Screen:
    """How the page is shown.

    address: the house's own, without a path. directory: in memory, of this user alone.
    compositor: its command; empty to take what is there. rotation: in degrees,
    counter-clockwise. scale: of pages and games alike.
    """

    address: str = "http://127.0.0.1:8080"
    directory: Path = DIRECTORY
    browser: tuple[str, ...] = ("chromium",)
    compositor: tuple[str, ...] = ()
    rotation: int = 0
    scale: float = 1.0
    language: str = "zh-CN"

    @property
    def home(self) -> str:
        """Tell the page that a child finds."""
        return f"{self.address}/"

    @classmethod
    def read(cls, told: str) -> "Screen":
        """Read one from what `tell` told."""
        facts = json.loads(told)
        lists = {name: tuple(facts[name]) for name in ("browser", "compositor")}
        return cls(**{**facts, **lists, "directory": Path(facts["directory"])})

    def tell(self) -> str:
        """Tell all of it in one word, for another process."""
        return json.dumps({**asdict(self), "directory": str(self.directory)})
