"""Wordings: a page for speakers, who approve what children see in their language, or write it."""

from math import ceil

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import HiddenField
from wtforms.validators import ValidationError

from games.languages import APPROVED_FIRST, LANGUAGES, has_letters_of
from kiosk import wordings as house_wordings
from kiosk.catalogs import CHILD, DIRECTORIES, GAMES
from kiosk.counselor import door
from kiosk.counselor.fields import Given, LineField
from kiosk.counselor.forms import PanelForm, at_most
from kiosk.domain.wordings import Sentence, keeps_places, places
from kiosk.errors import UnknownRecord
from kiosk.house import current_house
from kiosk.store import house as house_store
from kiosk.store import wordings as store

ON_A_PAGE = 8

CATALOGS = {CHILD: lazy("Children's pages"), GAMES: lazy("Games")}


class WordingForm(PanelForm):
    """The words in which a sentence is shown."""

    source = HiddenField()
    wording = LineField(lazy("Wording"), [Given(lazy("Please write the wording.")), at_most(160)])

    def __init__(self, locale: str, sentence: Sentence) -> None:
        super().__init__()
        self._locale, self._sentence = locale, sentence

    def validate_wording(self, field: LineField) -> None:
        """Refuse what is not written in the language, and what could not be filled in."""
        if not has_letters_of(self._locale, field.data):
            name = LANGUAGES[self._locale].name
            raise ValidationError(gettext("Please write it in the letters of %(name)s.", name=name))
        if not keeps_places(self._sentence.source, field.data):
            raise ValidationError(self._missed(field.data))

    def _missed(self, wording: str) -> str:
        wanted = " ".join(sorted(places(self._sentence.source)))
        if wanted:
            return str(gettext("These must stand in the wording: %(places)s", places=wanted))
        odd = " ".join(sorted(places(wording)))
        return str(gettext("Nothing is filled in here: leave out %(places)s", places=odd))


def wordings() -> ResponseReturnValue:
    """Show the languages, and how far each of them is."""
    with current_house().database.reading() as db:
        found = {locale: house_wordings.sentences(db, locale) for locale in APPROVED_FIRST}
    far = {locale: sum(bool(one.shown) for one in some) for locale, some in found.items()}
    return render_template("counselor/upkeep/wordings.html", found=found, far=far)


def wordings_of(locale: str) -> ResponseReturnValue:
    """Show what waits for a speaker of a language, or what is approved."""
    return _page(_known(locale), None, None)


def approve_wording(locale: str, catalog: str) -> ResponseReturnValue:
    """Approve a sentence in the words that were sent, or take its approval back."""
    house, sentence = current_house(), _asked(_known(locale), catalog)
    moment, keeper = house.clock(), house.vault.keeper.id
    where = (locale, catalog, sentence.source)
    if request.form.get("do") == "back":
        with house.database.transaction() as db:
            store.take_back(db, *where, moment, keeper)
        return _kept(gettext("Taken back: children see Mandarin again."))
    form = WordingForm(locale, sentence)
    if form.keeps(lambda db: store.approve(db, *where, form.wording.data, moment, keeper)):
        return _kept(gettext("Approved: children see it from now on."))
    return _page(locale, sentence, form)


def export_wordings(locale: str, catalog: str) -> ResponseReturnValue:
    """Give a catalog as a file for the program's own catalogs."""
    house = current_house()
    if catalog not in DIRECTORIES:
        raise UnknownRecord("There is no such catalog.")
    with house.database.reading() as db:
        name = house_store.get(db).name
        file = house_wordings.write(db, _known(locale), catalog, name, house.clock())
    named = f"attachment; filename={catalog}-{locale}.po"
    return Response(file, mimetype="text/x-gettext", headers={"Content-Disposition": named})


def _known(locale: str) -> str:
    if locale not in APPROVED_FIRST:
        raise UnknownRecord("No speaker approves anything in this language.")
    return locale


def _asked(locale: str, catalog: str) -> Sentence:
    """Find the sentence that a form names; every language has the same ones."""
    source = request.form.get("source", "")
    with current_house().database.reading() as db:
        return house_wordings.find(db, locale, catalog, source)


def _kept(sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(door.way_back(), 303)


def _page(locale: str, refused: Sentence | None, form: WordingForm | None) -> ResponseReturnValue:
    """Show a page of sentences; one that was refused stands alone, with what was written."""
    with current_house().database.reading() as db:
        found = house_wordings.sentences(db, locale)
    approved = [one for one in found if one.shown]
    is_approved = "approved" in request.args
    listed = approved if is_approved else [one for one in found if not one.shown]
    pages = ceil(len(listed) / ON_A_PAGE) or 1
    page = min(max(request.args.get("page", 1, int), 1), pages)
    return render_template(
        "counselor/upkeep/wordings_of.html",
        language=locale,
        catalogs=CATALOGS,
        number=len(found),
        approved=len(approved),
        is_approved=is_approved,
        sentences=[refused] if refused else listed[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        page=page,
        pages=pages,
        form=form,
        back=_back(locale, page),
    )


def _back(locale: str, page: int) -> str:
    """Tell the page to come back to after a sentence."""
    if request.method == "POST":
        return door.way_back()
    shown = "yes" if "approved" in request.args else None
    return url_for("counselor.wordings_of", locale=locale, page=page, approved=shown)
