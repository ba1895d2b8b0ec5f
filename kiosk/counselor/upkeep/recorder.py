"""The recorder: one prompt is listened to, recorded, kept, approved and taken back.

Listening, cutting and the microphone are the browser's part; here comes a finished WAV file.
"""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from flask_wtf.file import FileField

from games.languages import LANGUAGES
from kiosk.child.voice import voice_of
from kiosk.counselor.fields import Given
from kiosk.counselor.forms import PanelForm
from kiosk.counselor.upkeep.recordings import HELPS, approved, known, sentence, standings
from kiosk.domain.recordings import LONGEST, RATE, SHORTEST, next_open, sound_of
from kiosk.house import current_house
from kiosk.store import recordings as store


class RecordingForm(PanelForm):
    """A sound: recorded on the page, or a file that was chosen."""

    sound = FileField(
        lazy("Choose a file"), [Given(lazy("Please record the sentence, or choose a file."))]
    )


def recorder(locale: str, prompt: str) -> ResponseReturnValue:
    """Show a prompt with its voice, and keep a recording of it."""
    house, form = current_house(), RecordingForm()
    said = sentence(known(locale, prompt), prompt).words
    if form.validate_on_submit():
        try:
            sound = sound_of(form.sound.data.read())
        except ValueError as fault:
            form.refuse("sound", gettext(str(fault)))
        else:
            moment, keeper = house.clock(), house.vault.keeper.id
            with house.database.transaction() as db:
                store.keep(db, locale, prompt, said, sound, moment, keeper)
            flash(gettext("Kept. Please listen to it once more; children hear it once approved."))
            return _again(locale, prompt)
    return _page(form, locale, prompt)


def decide_recording(locale: str, prompt: str) -> ResponseReturnValue:
    """Approve a recording, take it back, or delete it."""
    house, what = current_house(), request.form.get("do", "")
    said = sentence(known(locale, prompt), prompt).words
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.transaction() as db:
        if what == "approve":
            store.approve(db, locale, prompt, said, moment, keeper)
            flash(gettext("Approved: children hear it from now on."))
        elif what == "back":
            store.take_back(db, locale, prompt, moment, keeper)
            flash(gettext("Taken back: children do not hear it any more."))
        elif what == "delete":
            store.delete(db, locale, prompt, moment, keeper)
            flash(gettext("The recording is deleted."))
    return _again(locale, prompt)


def recorded(locale: str, prompt: str) -> ResponseReturnValue:
    """Send a recording to listen to, approved or not."""
    with current_house().database.reading() as db:
        sound = store.sound(db, locale, prompt)
    return send_file(BytesIO(sound), mimetype="audio/wav")


def _again(locale: str, prompt: str) -> ResponseReturnValue:
    return redirect(url_for("counselor.recorder", locale=locale, prompt=prompt), 303)


def _page(form: RecordingForm, locale: str, prompt: str) -> ResponseReturnValue:
    found, own = standings(locale), sentence(locale, prompt)
    others = [sentence(one, prompt) for one in HELPS if one != locale]
    return render_template(
        "counselor/upkeep/recorder.html",
        form=form,
        shown=locale,
        language=LANGUAGES[locale],
        prompt=prompt,
        own=own,
        others=[one for one in others if one.words != own.words],
        standing=found[prompt],
        voice=voice_of(locale, prompt),
        next_one=next_open(found, prompt),
        done=approved(found),
        number=len(found),
        limits={"rate": RATE, "longest": LONGEST, "shortest": SHORTEST},
    )
