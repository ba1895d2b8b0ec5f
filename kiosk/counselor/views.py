"""Every address of the counselor's panel, on one page.

A page's module is imported when it is first asked for: children wait for the start of the
house, and the panel has many pages.
"""

from collections.abc import Callable
from importlib import import_module

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk.counselor import door, sentences, stylesheets
from kiosk.counselor.sheets.file_kinds import KINDS

GET, POST, FORM = ("GET",), ("POST",), ("GET", "POST")

# What may be asked for while the panel is locked; all the rest needs an open vault.
OPEN_PAGES = (
    ("/setup", FORM, "access.setup.setup"),
    ("/setup/bring-back", FORM, "access.bring_back.bring_back"),
    ("/setup/connect", FORM, "access.connect.connect_first"),
    ("/unlock", FORM, "access.keys.unlock"),
    ("/lock", POST, "access.keys.lock"),
    ("/language", POST, "language.change_language"),
    ("/about", GET, "upkeep.about.about"),
    ("/harm", GET, "casework.harm.harm"),
    ("/help", GET, "help.handbook.handbook"),
    ("/help/guide", GET, "help.guide.guide"),
    ("/help/guide/wiring.svg", GET, "help.guide.wiring"),
    ("/help/<name>", GET, "help.handbook.task"),
)

SEALED_PAGES = (
    ("/", GET, "day.today.today"),
    ("/awake", GET, "access.keys.awake"),
    ("/away", FORM, "day.away.away"),
    ("/away/back", POST, "day.away.back_again"),
    ("/away/people", FORM, "day.away.stand_ins"),
    ("/arrivals", GET, "day.roll_call.arrivals"),
    ("/arrivals", POST, "day.roll_call.let_in"),
    ("/departures", POST, "day.today.let_out"),
    ("/talks", POST, "day.today.have_talked"),
    ("/concerns/talked", POST, "day.concerns.talked"),
    ("/concerns/later", POST, "day.concerns.later"),
    ("/concerns/end", POST, "day.concerns.end_snooze"),
    ("/children", FORM, "children.pages.everyone"),
    ("/children/new", FORM, "children.pages.new"),
    ("/children/<child_id>", GET, "children.pages.one"),
    ("/children/<child_id>/change", FORM, "children.pages.change"),
    ("/children/<child_id>/code", FORM, "children.code.code"),
    ("/children/<child_id>/tags", FORM, "children.tags.tags"),
    ("/children/<child_id>/tags/away", POST, "children.tags.take_tags"),
    ("/children/<child_id>/consent", FORM, "rights.consent.consent"),
    ("/children/<child_id>/household", FORM, "children.household.household"),
    ("/children/<child_id>/home", POST, "children.household.move_child"),
    ("/children/<child_id>/cases/<kind>", GET, "casework.cases.case_list"),
    ("/children/<child_id>/cases/<kind>/new", FORM, "casework.cases.add_case"),
    ("/children/<child_id>/case/<case_id>/correct", FORM, "casework.cases.correct_case"),
    ("/children/<child_id>/case/<case_id>/next", FORM, "casework.cases.proceed_case"),
    ("/children/<child_id>/case/<case_id>/back", POST, "casework.cases.take_case_back"),
    ("/children/<child_id>/case/<case_id>/delete", POST, "casework.cases.delete_case"),
    ("/open", GET, "casework.handover.handover"),
    ("/calls", GET, "casework.calls.calls"),
    ("/calls/new", FORM, "casework.calls.add_call"),
    ("/calls/<case_id>/correct", FORM, "casework.calls.correct_call"),
    ("/calls/<case_id>/delete", POST, "casework.calls.delete_call"),
    ("/activities", GET, "day.activities.activities"),
    ("/activities/<month>", GET, "day.activities.activities_of"),
    ("/activities/new", FORM, "day.activities.add_activity"),
    ("/plans/new", FORM, "day.plans.add_plan"),
    ("/plans/<plan_id>/<day>", FORM, "day.plans.hold_plan"),
    ("/plans/<plan_id>/<day>/drop", POST, "day.plans.drop_planned"),
    ("/plans/<plan_id>/end", POST, "day.plans.end_plan"),
    ("/activity/<activity_id>/change", FORM, "day.activities.change_activity"),
    ("/activity/<activity_id>/delete", POST, "day.activities.delete_activity"),
    ("/categories", FORM, "upkeep.categories.categories"),
    ("/categories/<category_id>", FORM, "upkeep.categories.change_category"),
    ("/categories/<category_id>/arrange", POST, "upkeep.categories.arrange_category"),
    ("/circles", FORM, "upkeep.circles.circles"),
    ("/circles/<circle_id>", FORM, "upkeep.circles.change_circle"),
    ("/circles/<circle_id>/arrange", POST, "upkeep.circles.arrange_circle"),
    ("/children/<child_id>/over-time", GET, "children.over_time.over_time"),
    ("/children/<child_id>/visits", GET, "children.visits.visits"),
    ("/children/<child_id>/visits/paper", FORM, "children.visits.add_visit"),
    ("/children/<child_id>/copy", GET, "rights.copies.copy"),
    ("/children/<child_id>/copy/file", FORM, "rights.copies.copy_file"),
    ("/children/<child_id>/erase", FORM, "rights.erase.erase"),
    ("/visits/<int:seq>", FORM, "children.visits.correct_visit"),
    ("/visits/<int:seq>/strike", FORM, "children.visits.strike_visit"),
    ("/register", GET, "sheets.register.this_month"),
    ("/register/<day>/paper", FORM, "day.paper.paper"),
    ("/register/<month>", GET, "sheets.register.of_month"),
    (f"/register/<month>.{KINDS}", FORM, "sheets.register.export"),
    ("/house-month", GET, "sheets.house_month.this_house_month"),
    ("/house-month/<month>", GET, "sheets.house_month.house_month"),
    (f"/house-month/<month>.{KINDS}", FORM, "sheets.house_month.export_house_month"),
    ("/messages", GET, "messages.pages.messages"),
    ("/messages/<int:number>", GET, "messages.pages.message"),
    ("/messages/training", GET, "messages.training.training"),
    ("/messages/cases/<number>", GET, "messages.pages.question_case"),
    ("/messages/ask", FORM, "messages.asking.ask_panel"),
    ("/messages/fetch", POST, "messages.pages.fetch_messages"),
    ("/upkeep", GET, "upkeep.pages.upkeep"),
    ("/recordings", GET, "upkeep.recordings.recordings"),
    ("/recordings/<locale>", GET, "upkeep.recordings.recordings_of"),
    ("/recordings/<locale>/<prompt>", FORM, "upkeep.recorder.recorder"),
    ("/recordings/<locale>/<prompt>/decide", POST, "upkeep.recorder.decide_recording"),
    ("/recordings/<locale>/<prompt>/sound.wav", GET, "upkeep.recorder.recorded"),
    ("/house-rules", FORM, "upkeep.house_rules.house_rules"),
    ("/house-rules/first", POST, "upkeep.house_rules.set_as_at_first"),
    ("/numbers", FORM, "upkeep.numbers.numbers"),
    ("/concern-rules", FORM, "upkeep.concern_rules.concern_rules"),
    ("/concern-rules/first", POST, "upkeep.concern_rules.concern_rules_at_first"),
    ("/counselors", GET, "access.holders.counselors"),
    ("/counselors/new", FORM, "access.holders.new_counselor"),
    ("/counselors/passphrase", FORM, "access.holders.passphrase"),
    ("/counselors/usb-key", FORM, "access.holders.carried_key"),
    ("/counselors/<counselor_id>/end", POST, "access.holders.hand_over"),
    ("/date", FORM, "upkeep.date.set_date"),
    ("/wordings", GET, "upkeep.wordings.wordings"),
    ("/wordings/<locale>", GET, "upkeep.wordings.wordings_of"),
    ("/wordings/<locale>/<catalog>", POST, "upkeep.wordings.approve_wording"),
    ("/wordings/<locale>/<catalog>.po", GET, "upkeep.wordings.export_wordings"),
    ("/retention", GET, "rights.retention.retention"),
    ("/retention", POST, "rights.retention.confirm_date"),
    ("/audit", GET, "rights.audit.audit"),
    ("/days", GET, "day.days.days"),
    ("/days/close", POST, "day.days.close"),
    ("/sending", GET, "sending.page.sending"),
    ("/sending/month", GET, "sending.month.running_month"),
    ("/sending/now", POST, "sending.page.send_now"),
    ("/sending/stick", POST, "sending.page.put_on_stick"),
    ("/sending/telephone/<int:number>", GET, "sending.telephone.telephone"),
    ("/sending/confirm", FORM, "sending.telephone.confirm_code"),
    ("/sending/connect", FORM, "access.connect.connect"),
    ("/backups", GET, "upkeep.backups.backups"),
    ("/backups", POST, "upkeep.backups.back_up"),
    ("/remote", GET, "remote.devices.remote"),
    ("/remote", POST, "remote.devices.open_to_devices"),
    ("/remote/pairing", FORM, "remote.pairing.pairing"),
    ("/remote/away", POST, "remote.devices.take_device_away"),
    ("/screen", FORM, "upkeep.screen.screen"),
    ("/screen/touch", GET, "upkeep.screen.touch"),
    ("/box", GET, "upkeep.box.box"),
    ("/switch-off", FORM, "upkeep.switch_off.switch_off"),
    ("/notices", POST, "upkeep.notices.understood"),
)

counselor = Blueprint("counselor", __name__, template_folder="templates", static_folder="static")


def _endpoint(page: str) -> str:
    return page.rpartition(".")[2]


def _view(page: str) -> Callable[..., ResponseReturnValue]:
    def view(**places: object) -> ResponseReturnValue:
        module, _, function = page.rpartition(".")
        found = getattr(import_module(f"kiosk.counselor.{module}"), function)
        answer: ResponseReturnValue = found(**places)
        return answer

    return view


for path, methods, page in (*OPEN_PAGES, *SEALED_PAGES):
    counselor.add_url_rule(path, _endpoint(page), _view(page), methods=methods)
counselor.add_url_rule("/static/stylesheet.css", "stylesheet", stylesheets.PANEL.send)

door.guard(counselor, {_endpoint(page) for _, _, page in OPEN_PAGES})
sentences.say_what_went_wrong(counselor)
