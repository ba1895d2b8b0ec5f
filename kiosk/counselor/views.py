"""Every address of the counselor's panel, on one page.

A page's module is imported when it is first asked for: children wait for the start of the
house, and the panel has many pages.
"""

from collections.abc import Callable
from importlib import import_module

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk.counselor import door, sentences
from kiosk.counselor.file_kinds import KINDS

GET, POST, FORM = ("GET",), ("POST",), ("GET", "POST")

# What may be asked for while the panel is locked; all the rest needs an open vault.
OPEN_PAGES = (
    ("/setup", FORM, "setup.setup"),
    ("/unlock", FORM, "keys.unlock"),
    ("/lock", POST, "keys.lock"),
    ("/language", POST, "language.change_language"),
    ("/about", GET, "about.about"),
    ("/harm", GET, "harm.harm"),
)

SEALED_PAGES = (
    ("/", GET, "today.today"),
    ("/awake", GET, "keys.awake"),
    ("/away", FORM, "away.away"),
    ("/away/back", POST, "away.back_again"),
    ("/away/people", FORM, "away.stand_ins"),
    ("/arrivals", GET, "roll_call.arrivals"),
    ("/arrivals", POST, "roll_call.let_in"),
    ("/departures", POST, "today.let_out"),
    ("/talks", POST, "today.have_talked"),
    ("/concerns/talked", POST, "concerns.talked"),
    ("/concerns/later", POST, "concerns.later"),
    ("/concerns/end", POST, "concerns.end_snooze"),
    ("/children", FORM, "children.everyone"),
    ("/children/new", FORM, "children.new"),
    ("/children/<child_id>", GET, "children.one"),
    ("/children/<child_id>/change", FORM, "children.change"),
    ("/children/<child_id>/code", FORM, "code.code"),
    ("/children/<child_id>/tags", FORM, "tags.tags"),
    ("/children/<child_id>/tags/away", POST, "tags.take_tags"),
    ("/children/<child_id>/consent", FORM, "consent.consent"),
    ("/children/<child_id>/household", FORM, "household.household"),
    ("/children/<child_id>/home", POST, "household.move_child"),
    ("/children/<child_id>/cases/<kind>", GET, "cases.case_list"),
    ("/children/<child_id>/cases/<kind>/new", FORM, "cases.add_case"),
    ("/children/<child_id>/case/<case_id>/correct", FORM, "cases.correct_case"),
    ("/children/<child_id>/case/<case_id>/next", FORM, "cases.proceed_case"),
    ("/children/<child_id>/case/<case_id>/back", POST, "cases.take_case_back"),
    ("/children/<child_id>/case/<case_id>/delete", POST, "cases.delete_case"),
    ("/calls", GET, "calls.calls"),
    ("/calls/new", FORM, "calls.add_call"),
    ("/calls/<case_id>/correct", FORM, "calls.correct_call"),
    ("/calls/<case_id>/delete", POST, "calls.delete_call"),
    ("/activities", GET, "activities.activities"),
    ("/activities/<month>", GET, "activities.activities_of"),
    ("/activities/new", FORM, "activities.add_activity"),
    ("/activity/<activity_id>/change", FORM, "activities.change_activity"),
    ("/activity/<activity_id>/delete", POST, "activities.delete_activity"),
    ("/categories", FORM, "categories.categories"),
    ("/categories/<category_id>", FORM, "categories.change_category"),
    ("/categories/<category_id>/arrange", POST, "categories.arrange_category"),
    ("/circles", FORM, "circles.circles"),
    ("/circles/<circle_id>", FORM, "circles.change_circle"),
    ("/circles/<circle_id>/arrange", POST, "circles.arrange_circle"),
    ("/children/<child_id>/over-time", GET, "over_time.over_time"),
    ("/children/<child_id>/visits", GET, "visits.visits"),
    ("/children/<child_id>/visits/paper", FORM, "visits.add_visit"),
    ("/children/<child_id>/copy", GET, "copies.copy"),
    ("/children/<child_id>/copy/file", FORM, "copies.copy_file"),
    ("/children/<child_id>/erase", FORM, "erase.erase"),
    ("/visits/<int:seq>", FORM, "visits.correct_visit"),
    ("/visits/<int:seq>/strike", FORM, "visits.strike_visit"),
    ("/register", GET, "register.this_month"),
    ("/register/<day>/paper", FORM, "paper.paper"),
    ("/register/<month>", GET, "register.of_month"),
    (f"/register/<month>.{KINDS}", GET, "register.export"),
    ("/house-month", GET, "house_month.this_house_month"),
    ("/house-month/<month>", GET, "house_month.house_month"),
    (f"/house-month/<month>.{KINDS}", GET, "house_month.export_house_month"),
    ("/help", GET, "handbook.handbook"),
    ("/help/<name>", GET, "handbook.task"),
    ("/upkeep", GET, "upkeep.upkeep"),
    ("/recordings", GET, "recordings.recordings"),
    ("/recordings/<locale>", GET, "recordings.recordings_of"),
    ("/recordings/<locale>/<prompt>", FORM, "recorder.recorder"),
    ("/recordings/<locale>/<prompt>/decide", POST, "recorder.decide_recording"),
    ("/recordings/<locale>/<prompt>/sound.wav", GET, "recorder.recorded"),
    ("/house-rules", FORM, "house_rules.house_rules"),
    ("/house-rules/first", POST, "house_rules.set_as_at_first"),
    ("/numbers", FORM, "numbers.numbers"),
    ("/concern-rules", FORM, "concern_rules.concern_rules"),
    ("/concern-rules/first", POST, "concern_rules.concern_rules_at_first"),
    ("/counselors", GET, "holders.counselors"),
    ("/counselors/new", FORM, "holders.new_counselor"),
    ("/counselors/passphrase", FORM, "holders.passphrase"),
    ("/counselors/usb-key", FORM, "holders.carried_key"),
    ("/counselors/<counselor_id>/end", POST, "holders.hand_over"),
    ("/date", FORM, "date.set_date"),
    ("/wordings", GET, "wordings.wordings"),
    ("/wordings/<locale>", GET, "wordings.wordings_of"),
    ("/wordings/<locale>/<catalog>", POST, "wordings.approve_wording"),
    ("/wordings/<locale>/<catalog>.po", GET, "wordings.export_wordings"),
    ("/retention", GET, "retention.retention"),
    ("/retention", POST, "retention.confirm_date"),
    ("/audit", GET, "audit.audit"),
    ("/days", GET, "days.days"),
    ("/days/close", POST, "days.close"),
    ("/backups", GET, "backups.backups"),
    ("/backups", POST, "backups.back_up"),
    ("/notices", POST, "notices.understood"),
)

counselor = Blueprint("counselor", __name__, template_folder="templates", static_folder="static")


def _endpoint(page: str) -> str:
    return page.split(".")[1]


def _view(page: str) -> Callable[..., ResponseReturnValue]:
    def view(**places: object) -> ResponseReturnValue:
        module, function = page.split(".")
        found = getattr(import_module(f"kiosk.counselor.{module}"), function)
        answer: ResponseReturnValue = found(**places)
        return answer

    return view


for path, methods, page in (*OPEN_PAGES, *SEALED_PAGES):
    counselor.add_url_rule(path, _endpoint(page), _view(page), methods=methods)

door.guard(counselor, {_endpoint(page) for _, _, page in OPEN_PAGES})
sentences.say_what_went_wrong(counselor)
