"""What was approved goes into a file that our catalogs can take, and comes out of it unchanged."""

from io import BytesIO

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from games.languages import APPROVED_FIRST
from kiosk import wordings
from kiosk.catalogs import DIRECTORIES, file_of
from kiosk.house import House
from kiosk.store import wordings as store
from tests.cast import FOUNDER
from tests.kiosk.speakers import approve_all


def written(house: House, locale: str, catalog: str) -> bytes:
    with house.database.reading() as db:
        return wordings.write(db, locale, catalog, FOUNDER.house, house.clock())


@pytest.mark.parametrize("locale", APPROVED_FIRST)
@pytest.mark.parametrize("catalog", DIRECTORIES)
def test_a_file_holds_what_was_approved_and_nothing_else_is_shown(
    house: House, locale: str, catalog: str
) -> None:
    with house.database.reading() as db:
        first, second, *_ = [
            one for one in wordings.sentences(db, locale) if one.catalog == catalog
        ]
    with house.database.transaction() as db:
        for one, words in ((first, 'ཀ "ཁ" \\ག'), (second, "ꀀꁨ")):
            store.approve(db, locale, catalog, one.source, words, house.clock(), "li")
    file = read_po(BytesIO(written(house, locale, catalog)), locale=locale)
    shown = {one.id: one.string for one in file if one.id and one.string and not one.fuzzy}
    assert shown == {first.source: 'ཀ "ཁ" \\ག', second.source: "ꀀꁨ"}
    compiled = BytesIO()
    write_mo(compiled, file)
    compiled.seek(0)
    assert {one.id: one.string for one in read_mo(compiled) if one.id} == shown


@pytest.mark.parametrize("locale", APPROVED_FIRST)
@pytest.mark.parametrize("catalog", DIRECTORIES)
def test_a_file_can_take_the_place_of_our_own(house: House, locale: str, catalog: str) -> None:
    approved = approve_all(house, locale)
    file = read_po(BytesIO(written(house, locale, catalog)), locale=locale, abort_invalid=True)
    with file_of(catalog, locale).open("rb") as own:
        ours = read_po(own, locale=locale)
    assert [one.id for one in file] == [one.id for one in ours]
    wanted = {source: words for (where, source), words in approved.items() if where == catalog}
    assert {one.id: one.string for one in file if one.id and one.string} == wanted
    assert not any(one.fuzzy for one in file)
    assert file.header_comment.strip() == ours.header_comment.strip()
    assert [list(one.check(file)) for one in file if list(one.check(file))] == []


def test_the_header_says_what_the_file_is(house: House) -> None:
    text = written(house, "ii", "games").decode()
    assert '"Language: ii\\n"' in text
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in text
    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in text
    assert f'"Last-Translator: {FOUNDER.house}\\n"' in text
    assert '"PO-Revision-Date: 2026-11-24 08:00+0800\\n"' in text
    for left in (
        "PROJECT",
        "EMAIL@ADDRESS",
        "YEAR-MO-DA",
        "FULL NAME",
        "LL@li.org",
        "fuzzy\nmsgid",
    ):
        assert left not in text.partition('\nmsgid "F')[0], left


def test_every_sentence_stands_beside_its_mandarin(house: House) -> None:
    with house.database.reading() as db:
        for locale in APPROVED_FIRST:
            found = wordings.sentences(db, locale)
            assert {one.catalog for one in found} == {*DIRECTORIES}
            assert all(one.mandarin and one.source for one in found)
            assert not any(one.shown for one in found)
