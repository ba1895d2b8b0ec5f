"""Every address of the counselor's panel, on one page."""

from flask import Blueprint

from kiosk.counselor import (
    about,
    audit,
    children,
    consent,
    copies,
    days,
    door,
    erase,
    keys,
    language,
    paper,
    register,
    retention,
    sentences,
    setup,
    today,
    upkeep,
    visits,
)

GET, POST, FORM = ("GET",), ("POST",), ("GET", "POST")

# What may be asked for while the panel is locked; all the rest needs an open vault.
OPEN_PAGES = (
    ("/setup", FORM, setup.setup),
    ("/unlock", FORM, keys.unlock),
    ("/lock", POST, keys.lock),
    ("/language", POST, language.change_language),
    ("/about", GET, about.about),
)

SEALED_PAGES = (
    ("/", GET, today.today),
    ("/awake", GET, keys.awake),
    ("/arrivals", GET, today.arrivals),
    ("/arrivals", POST, today.let_in),
    ("/departures", POST, today.let_out),
    ("/talks", POST, today.have_talked),
    ("/children", GET, children.everyone),
    ("/children/new", FORM, children.new),
    ("/children/<child_id>", GET, children.one),
    ("/children/<child_id>/change", FORM, children.change),
    ("/children/<child_id>/consent", FORM, consent.consent),
    ("/children/<child_id>/visits", GET, visits.visits),
    ("/children/<child_id>/visits/paper", FORM, visits.add_visit),
    ("/children/<child_id>/copy", GET, copies.copy),
    ("/children/<child_id>/copy/file", FORM, copies.copy_file),
    ("/children/<child_id>/erase", FORM, erase.erase),
    ("/visits/<int:seq>", FORM, visits.correct_visit),
    ("/visits/<int:seq>/strike", FORM, visits.strike_visit),
    ("/register", GET, register.this_month),
    ("/register/<day>/paper", FORM, paper.paper),
    ("/register/<month>", GET, register.of_month),
    ("/register/<month>.csv", GET, register.export),
    ("/upkeep", GET, upkeep.upkeep),
    ("/retention", GET, retention.retention),
    ("/audit", GET, audit.audit),
    ("/days", GET, days.days),
    ("/days/close", POST, days.close),
)

counselor = Blueprint("counselor", __name__, template_folder="templates", static_folder="static")
for path, methods, view in (*OPEN_PAGES, *SEALED_PAGES):
    counselor.add_url_rule(path, view_func=view, methods=methods)

door.guard(counselor, {view.__name__ for _, _, view in OPEN_PAGES})
sentences.say_what_went_wrong(counselor)
