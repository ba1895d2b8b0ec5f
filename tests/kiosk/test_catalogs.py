"""What a page says in a language of which a speaker has approved this much and no more."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, render_template_string
from flask_babel import force_locale, gettext, ngettext

from games.languages import APPROVED_FIRST
from kiosk.app import create_app
from kiosk.catalogs import DIRECTORIES, file_of
from kiosk.config import HouseConfig
from kiosk.house import House
from kiosk.store import wordings
from kiosk.store.database import FILE_NAME

BACK = {"bo": "ཕྱིར་ལོག", "ii": "ꀊꇁ"}


def approve(house: House, locale: str, source: str, words: str, catalog: str = "child") -> None:
    with house.database.transaction() as db:
        wordings.approve(db, locale, catalog, source, words, house.clock(), "li")


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_a_draft_is_not_even_compiled(locale: str) -> None:
    for catalog in DIRECTORIES:
        path = file_of(catalog, locale)
        with path.open("rb") as file:
            source = read_po(file, locale=locale)
        compiled = BytesIO()
        write_mo(compiled, source)
        compiled.seek(0)
        approved = {one.id for one in source if one.id and one.string and not one.fuzzy}
        assert {one.id for one in read_mo(compiled) if one.id} == approved
        with path.with_suffix(".mo").open("rb") as built:
            assert {one.id for one in read_mo(built) if one.id} == approved


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_what_nobody_has_approved_is_mandarin_and_never_english(app: Flask, locale: str) -> None:
    with app.test_request_context("/who"), force_locale(locale):
        assert gettext("Back") == "返回"
        assert gettext("Find the pairs") == "一起找一对"
        assert ngettext("%(num)d minute", "%(num)d minutes", 5) == "5 分钟"


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_what_was_approved_is_shown_with_the_next_page_and_gone_with_the_one_after(
    app: Flask, house: House, locale: str
) -> None:
    approve(house, locale, "Back", BACK[locale])
    with app.test_request_context("/who"), force_locale(locale):
        assert gettext("Back") == BACK[locale]
        assert gettext("Skip") == "不想说"
    with house.database.transaction() as db:
        wordings.take_back(db, locale, "child", "Back", house.clock(), "li")
    with app.test_request_context("/who"), force_locale(locale):
        assert gettext("Back") == "返回"


def test_one_page_reads_what_was_approved_once(app: Flask, house: House) -> None:
    approve(house, "bo", "Back", BACK["bo"])
    with app.test_request_context("/who"), force_locale("bo"):
        gettext("Back")
        read = g.approved["bo"]
        gettext("Skip")
        assert g.approved["bo"] is read


@pytest.mark.parametrize(("locale", "said"), [("bo", BACK["bo"]), ("ii", "返回"), ("en", "Back")])
def test_a_page_says_what_was_approved_and_escapes_what_is_put_in(
    app: Flask, house: House, locale: str, said: str
) -> None:
    approve(house, "bo", "Back", BACK["bo"])
    page = '{{ _("Back") }} {{ _("Stick “%(name)s”", name="<A&B>") }} {{ _("100 %%") }}'
    with app.test_request_context("/who"), force_locale(locale):
        back, stick = render_template_string(page).split(" ", 1)
    assert back == said
    assert "&lt;A&amp;B&gt;" in stick and stick.endswith(" 100 %")


def test_one_language_does_not_speak_for_another(app: Flask, house: House) -> None:
    approve(house, "bo", "Back", BACK["bo"])
    with app.test_request_context("/who"):
        for locale, said in (
            ("bo", BACK["bo"]),
            ("ii", "返回"),
            ("zh_Hans", "返回"),
            ("en", "Back"),
        ):
            with force_locale(locale):
                assert gettext("Back") == said


@pytest.mark.parametrize("locale", APPROVED_FIRST)
def test_a_page_that_says_the_records_are_lost_needs_no_wordings(
    config: HouseConfig, locale: str
) -> None:
    path: Path = config.directory / FILE_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database" * 1000)
    lost = HouseConfig(data=config.data, language=locale)
    page = create_app(lost).test_client().get("/").text
    assert "请去找老师来" in page
    assert '<html lang="zh-Hans">' in page
