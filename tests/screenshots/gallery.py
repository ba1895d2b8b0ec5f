"""The gallery: every page of the child in every state, language and size, on one plain page."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page

from tests.browser import PANELS, SEVEN_INCH, touch_page
from tests.kiosk.child.screens import LANGUAGES, SCREENS, Screen
from tests.kiosk.child.showroom import Panel, Showroom, lay_out, open_showroom

HERE = Path(__file__).parent
PLACE = HERE.parent.parent / "build" / "docs" / "gallery"
SIZES = PANELS[:3]
NAMES = {"zh_Hans": "中文", "en": "English", "bo": "བོད་ཡིག", "ii": "ꆈꌠꁱꂷ"}


@dataclass(frozen=True)
class Picture:
    """A picture of the gallery: where it lies, and of how large a panel it is."""

    path: str
    panel: Panel

    @property
    def size(self) -> str:
        """Tell the panel's size in pixels."""
        return f"{self.panel[0]}x{self.panel[1]}"


def draw(browser: Browser, place: Path = PLACE) -> Path:
    """Draw every screen and write the page that shows them; tells where it is."""
    place.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as scratch,
        open_showroom(Path(scratch)) as room,
        touch_page(browser) as page,
    ):
        rows = [_row(page, room, screen, place) for screen in SCREENS]
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template(
        "gallery.html"
    )
    sizes = [f"{width}x{height}" for width, height, _ in SIZES]
    text = template.render(rows=rows, names=NAMES, sizes=sizes, languages=len(LANGUAGES))
    index = place / "index.html"
    index.write_text(text, "utf-8")
    return index


def _row(
    page: Page, room: Showroom, screen: Screen, place: Path
) -> tuple[str, dict[str, list[Picture]]]:
    """Draw one screen in every language and size."""
    pictures = {}
    for language in LANGUAGES:
        lay_out(page, SEVEN_INCH)
        room.show(page, screen, language)
        pictures[language] = [_picture(page, screen.name, language, one, place) for one in SIZES]
    return screen.name.replace("_", " "), pictures


def _picture(page: Page, name: str, language: str, panel: Panel, place: Path) -> Picture:
    lay_out(page, panel)
    picture = Picture(f"{name}-{language}-{panel[0]}.png", panel)
    page.screenshot(path=place / picture.path)
    return picture
