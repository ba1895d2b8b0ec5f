"""Wordings of the house: the drafts of a language beside Mandarin, and what was approved as a file.

Reading catalogs takes a while: only the panel's page for speakers asks for this.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from io import BytesIO

import sqlite_utils
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from games.languages import DEFAULT
from kiosk.catalogs import DIRECTORIES, file_of
from kiosk.domain.moment import Moment
from kiosk.domain.wordings import Sentence
from kiosk.errors import UnknownRecord
from kiosk.store import wordings


def sentences(db: sqlite_utils.Database, locale: str) -> list[Sentence]:
    """List every sentence that children see, with its words in a language."""
    return [
        _sentence(catalog, message, mandarin, approved)
        for catalog in DIRECTORIES
        for mandarin in [_written(catalog, DEFAULT)]
        for approved in [wordings.approved(db, locale, catalog)]
        for message in _messages(_catalog(catalog, locale))
    ]


def find(db: sqlite_utils.Database, locale: str, catalog: str, source: str) -> Sentence:
    """Find a sentence. Raises UnknownRecord where no catalog has it."""
    for one in sentences(db, locale):
        if (one.catalog, one.source) == (catalog, source):
            return one
    raise UnknownRecord("No catalog has this sentence.")


def write(
    db: sqlite_utils.Database, locale: str, catalog: str, house: str, moment: Moment
) -> bytes:
    """Write a catalog as a .po file in which what was approved in this house is no longer fuzzy."""
    approved = wordings.approved(db, locale, catalog)
    found = _read(catalog, locale)
    file = Catalog(
        locale=locale,
        header_comment=found.header_comment,
        project="aiyou-house",
        version=version("aiyou-house"),
        creation_date=moment.local,
        revision_date=moment.local,
        last_translator=house,
        language_team=found.locale.get_display_name("en") if found.locale else "",
        msgid_bugs_address="aiyou-house",
        fuzzy=False,
    )
    # Babel guesses another number of plurals for a language it knows no rule of.
    file.mime_headers = [("Plural-Forms", found.plural_forms)]
    for message in _messages(found):
        wording = approved.get(str(message.id))
        flags = message.flags - {"fuzzy"} if wording else message.flags
        file.add(message.id, wording or message.string, flags=flags)
    written = BytesIO()
    write_po(written, file, width=0)
    return written.getvalue()


def _sentence(
    catalog: str, message: Message, mandarin: Mapping[str, str], approved: Mapping[str, str]
) -> Sentence:
    source, words = str(message.id), str(message.string)
    draft, printed = (words, "") if message.fuzzy else ("", words)
    return Sentence(catalog, source, mandarin[source], draft, printed, approved.get(source, ""))


def _written(catalog: str, locale: str) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in _messages(_catalog(catalog, locale))}


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


@cache
def _catalog(catalog: str, locale: str) -> Catalog:
    return _read(catalog, locale)


def _read(catalog: str, locale: str) -> Catalog:
    with file_of(catalog, locale).open("rb") as file:
        return read_po(file, locale=locale)
