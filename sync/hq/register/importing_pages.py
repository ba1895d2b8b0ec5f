"""The page that puts many houses on the list: a table or the program's own, shown before."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor
from sync.hq.register import importing
from sync.hq.register.importing import Imported, Row, WrongLines

blueprint = Blueprint("importing", __name__)

# What a form of this page carries from the preview to the list.
MOST_HOUSES, MOST_BYTES = 1000, 250_000
_MOST_SAID = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be put on the list: the program's own houses, or those of a table."""

    is_program: bool
    table: str
    rows: Sequence[Row]


@blueprint.get("/register/import")
@administrators_only
def import_houses_page() -> Page:
    """Ask for a table, or offer the program's villages."""
    return render_template("import_houses.html", problem=None)


@blueprint.post("/register/import")
@administrators_only
def import_houses_now() -> Page:
    """Show what a table would change, or put it on the list where that was seen."""
    is_sure = "sure" in request.form
    try:
        asked = _asked()
        brought = _bring(asked, is_sure=is_sure)
    except WrongLines as wrong:
        return render_template("wrong_lines.html", problems=_said(wrong), most=_MOST_SAID), 400
    except Refused as problem:
        return render_template("import_houses.html", problem=said(problem)), 400
    if is_sure:
        added = len(brought.added)
        return redirect(url_for("sheets.codes_page", added=added, known=brought.known))
    return render_template("import_preview.html", asked=asked, brought=brought)


def _asked() -> Asked:
    """Read what was chosen: a file, or the text of one that was shown already. Raises Refused."""
    if "program" in request.form:
        return Asked(True, "", importing.program())
    file = request.files.get("file")
    data = file.read() if file else request.form.get("table", "").encode()
    if not data.strip():
        raise Refused("Please choose a file.")
    # What was shown before is longer in UTF-8 than it may have been in the file.
    if file and len(data) > MOST_BYTES:
        raise Refused(
            "The file is too large: bring a CSV file of at most %(size)s KB, with at most %(most)s "
            "houses.",
            size=MOST_BYTES // 1000,
            most=MOST_HOUSES,
        )
    rows = importing.read(data)
    if len(rows) > MOST_HOUSES:
        raise Refused("The table is too long: bring at most %(most)s houses.", most=MOST_HOUSES)
    if not rows:
        raise Refused("There is no house in this table.")
    return Asked(False, importing.written(rows), rows)


def _bring(asked: Asked, *, is_sure: bool) -> Imported:
    """Put the houses on the list, or only find out what that would do."""
    hq, who = current_headquarters(), visitor().name
    with hq.database.transaction() as connection:
        brought = importing.bring(connection, asked.rows, hq.clock(), keep_names=asked.is_program)
        if is_sure:
            for house in brought.added:
                audit.note(connection, hq.clock(), who, Action.ADDED_HOUSE, house)
        else:
            connection.rollback()
    return brought


def _said(wrong: WrongLines) -> list[tuple[int, str]]:
    return [(line, said(problem)) for line, problem in wrong.problems.items()]
