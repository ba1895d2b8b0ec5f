"""Every document as a page of one site in build/docs, beside gallery and handbook."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLACE = ROOT / "build" / "docs"
# The order in which somebody new reads them; each other one comes after.
FIRST = ("README.md", "kiosk/THREATS.md", "sync/PROTOCOL.md", "sync/hq/RUNNING.md")
ROOMS = ("kiosk", "games", "sync", "hardware", "systemd", "tests")


def documents() -> list[str]:
    """List every document, by its path in the tree."""
    others = sorted(
        path.relative_to(ROOT).as_posix() for room in ROOMS for path in ROOT.glob(f"{room}/**/*.md")
    )
    return [*FIRST, *(one for one in others if one not in FIRST)]


def build(place: Path = PLACE) -> Path:
    """Write the site; tells where it begins."""
    place.mkdir(parents=True, exist_ok=True)
    pages = {one: f"{one.removesuffix('.md').replace('/', '-')}.html" for one in documents()}
    pages[FIRST[0]] = "index.html"
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("site.html")
    beside = {
        name: path.relative_to(place).as_posix()
        for path in (*place.glob("gallery/index.html"), *sorted(place.glob("*.pdf")))
        for name in [path.stem if path.suffix == ".pdf" else "gallery of the child's pages"]
    }
    for document, page in pages.items():
        body = _html(ROOT / document, pages, place)
        text = template.render(body=body, pages=pages, here=document, beside=beside)
        (place / page).write_text(text, "utf-8")
    return place / "index.html"


def _html(document: Path, pages: dict[str, str], place: Path) -> str:
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(document.read_text("utf-8"))
    for one in tokens:
        if one.children:
            _bring_pictures(one.children, document.parent, place)
            one.children = list(_linked(one.children, pages))
    return str(markdown.renderer.render(tokens, markdown.options, {}))


def _bring_pictures(tokens: list[Token], beside: Path, place: Path) -> None:
    """Let a picture lie where its page does."""
    for one in tokens:
        if one.type == "image":
            picture = beside / str(one.attrs["src"])
            shutil.copy(picture, place / picture.name)
            one.attrs["src"] = picture.name


def _linked(tokens: list[Token], pages: dict[str, str]) -> Iterator[Token]:
    """Let the name of a document lead to it."""
    for one in tokens:
        page = pages.get(one.content) if one.type == "code_inline" else None
        if page:
            yield Token("link_open", "a", 1, attrs={"href": page})
        yield one
        if page:
            yield Token("link_close", "a", -1)


if __name__ == "__main__":
    print(build())
