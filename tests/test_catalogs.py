"""Every sentence of every page has its Chinese, and no two rooms that share a page disagree."""

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOMS = ("kiosk/child", "kiosk/counselor", "games", "sync/hq")
# These are merged into one when the house runs.
MERGED = ROOMS[:3]
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("templates/**.html", "jinja2")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
    "Refused": None,
}


def catalog(room: str) -> Catalog:
    with Path(room, "translations/zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="zh_Hans")


def said_in(room: str) -> set[str | tuple[str, ...]]:
    """Find every sentence that a room's code and pages mark for translation."""
    return {found[2] for found in extract_from_dir(room, METHODS, keywords=KEYWORDS)}


def spelled_out(room: str) -> str:
    """Read the sources in which a sentence may stand without a mark: domain facts and content."""
    folders = (Path(room), Path("kiosk/domain"))
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    return "".join(path.read_text("utf-8") for path in (*sources, *Path(room).rglob("*.toml")))


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_translated_and_none_is_in_doubt(room: str) -> None:
    known = {message.id: message for message in catalog(room) if message.id}
    assert {one for one in said_in(room) if one not in known} == set()
    assert [one.id for one in known.values() if one.fuzzy or not all_of(one.string)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_translation_is_left_over(room: str) -> None:
    said, sources = said_in(room), spelled_out(room)
    known = {message.id for message in catalog(room) if message.id}
    assert {one for one in known - said if str(one) not in sources} == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_placeholder_of_a_sentence_is_in_its_translation(room: str) -> None:
    known = catalog(room)
    for message in known:
        assert list(message.check(known)) == [], message.id


def test_no_sentence_has_two_translations_in_the_house() -> None:
    found: dict[object, set[object]] = defaultdict(set)
    for room in MERGED:
        for message in catalog(room):
            if message.id:
                found[message.id].add(message.string)
    assert {one: several for one, several in found.items() if len(several) > 1} == {}


def all_of(translation: str | tuple[str, ...]) -> bool:
    forms = (translation,) if isinstance(translation, str) else translation
    return all(forms)
