"""Every sentence of every page has its Chinese, and no two rooms that share a page disagree.

Of the languages that a speaker has to approve, every sentence of a child is listed: as a draft
that is marked as one, as approved, or as still to be written.
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from games.languages import APPROVED_FIRST, has_letters_of
from kiosk.domain.wordings import keeps_places

ROOMS = ("kiosk/child", "kiosk/counselor", "games", "sync/hq", "hardware", "kiosk/doctor")
# These are merged into one when the house runs.
MERGED = ROOMS[:3]
# Children see these; the panel and headquarters speak Mandarin and English.
OF_CHILDREN = ("kiosk/child", "games")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("templates/**.html", "jinja2")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
    "Refused": None,
}


def catalog(room: str, locale: str = "zh_Hans") -> Catalog:
    with Path(room, f"translations/{locale}/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale=locale)


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


@pytest.mark.parametrize("locale", APPROVED_FIRST)
@pytest.mark.parametrize("room", OF_CHILDREN)
def test_every_sentence_of_a_child_is_listed_once_and_none_is_left_over(
    room: str, locale: str
) -> None:
    found = catalog(room, locale)
    assert [one.id for one in found if one.id] == [one.id for one in catalog(room) if one.id]
    assert not found.obsolete
    assert found.plural_forms == "nplurals=1; plural=0;"
    assert not found.fuzzy


@pytest.mark.parametrize("locale", APPROVED_FIRST)
@pytest.mark.parametrize("room", OF_CHILDREN)
def test_every_draft_is_in_its_language_and_keeps_its_places(room: str, locale: str) -> None:
    for one in catalog(room, locale):
        if one.id and one.string:
            assert has_letters_of(locale, one.string), one.id
            assert keeps_places(one.id, one.string), one.id
        elif one.id:
            assert not one.fuzzy, one.id


def test_no_speaker_has_approved_a_word_yet() -> None:
    """Whoever merges approved wordings says here how many: a draft never passes for one."""
    approved = {
        (room, locale): [one.id for one in catalog(room, locale) if is_approved(one)]
        for room in OF_CHILDREN
        for locale in APPROVED_FIRST
    }
    assert {place: len(found) for place, found in approved.items() if found} == {}


def test_no_date_is_written_with_the_months_that_stand_alone() -> None:
    """Babel mixes them up between languages: whoever asked for Yi first gets Yi in Chinese."""
    for room in ROOMS:
        for one in catalog(room):
            written = f"{one.id} {one.string}"
            assert not re.search(r"\bL{3,4}\b|\bc{3,4}\b", written), one.id


def is_approved(message: Message) -> bool:
    return bool(message.id and message.string and not message.fuzzy)


def all_of(translation: str | tuple[str, ...]) -> bool:
    forms = (translation,) if isinstance(translation, str) else translation
    return all(forms)
