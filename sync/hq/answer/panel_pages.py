"""The pages of the expert panel: open questions, one question with its case, the answer."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from sync.hq.answer import consulting
from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import experts_only
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor
from sync.questions import LONGEST_REPLY

blueprint = Blueprint("panel", __name__)

_MOST_SHOWN = 30
_FARTHEST = 10**6


@blueprint.get("/questions")
@experts_only
def questions_page() -> Page:
    """List what waits for an answer, the longest waiting first, some at a time."""
    hq, skipped = current_headquarters(), request.args.get("after", 0, type=int)
    skipped = min(max(skipped, 0), _FARTHEST)
    with hq.database.reading() as connection:
        keys = hq.ring.panel_keys
        waiting = consulting.open_questions(connection, keys, _MOST_SHOWN + 1, skipped)
    return render_template(
        "questions.html",
        waiting=waiting[:_MOST_SHOWN],
        before=max(skipped - _MOST_SHOWN, 0) if skipped else None,
        after=skipped + _MOST_SHOWN if len(waiting) > _MOST_SHOWN else None,
    )


@blueprint.get("/questions/<tag>")
@experts_only
def question_page(tag: str) -> Page:
    """Show one question, what was said before about the same child, and the form to answer."""
    return _question(tag, "", None)


@blueprint.post("/questions/<tag>")
@experts_only
def answer_question_now(tag: str) -> Page:
    """Seal an answer to the house that asked."""
    hq = current_headquarters()
    text = "\n".join(request.form.get("text", "").splitlines()).strip()
    try:
        with hq.database.transaction() as connection:
            key, who = hq.ring.panel_keys, visitor().name
            consulting.answer(connection, key, tag, text, who, hq.clock())
            audit.note(connection, hq.clock(), who, Action.ANSWERED_QUESTION, tag)
    except Refused as problem:
        return _question(tag, text, said(problem)), 400
    except LookupError:
        abort(404)
    return redirect(url_for("panel.questions_page", answered="yes"))


def _question(tag: str, typed: str, problem: str | None) -> str:
    hq = current_headquarters()
    try:
        with hq.database.reading() as connection:
            asked, *others = consulting.case_of(connection, hq.ring.panel_keys, tag)
    except LookupError:
        abort(404)
    return render_template(
        "question.html",
        asked=asked,
        others=others,
        typed=typed,
        problem=problem,
        most=LONGEST_REPLY,
    )
