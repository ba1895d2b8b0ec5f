"""Which entry of the rail a page belongs to: told by the room that its view lives in."""

from functools import cache

from kiosk.counselor.views import OPEN_PAGES, SEALED_PAGES

# An entry's own page, and whose pages are its: a whole room, or one module of it.
ENTRIES = {
    "today": ("day", "messages", "access.keys"),
    "everyone": ("children", "casework", "rights"),
    "this_month": ("sheets", "day.paper"),
    "days": ("day.days",),
    "upkeep": (
        "upkeep", "sending", "remote", "access", "rights.audit", "rights.retention",
        "casework.handover",
    ),
    "handbook": ("help", "language", "upkeep.about"),
    "harm": ("casework.harm", "casework.calls"),
}  # fmt: skip


@cache
def entry_of(endpoint: str) -> str:
    """Tell the entry of a page; the nearest says it: a module before its room."""
    modules = {page.rpartition(".")[2]: page for _, _, page in (*OPEN_PAGES, *SEALED_PAGES)}
    page = modules.get(endpoint.removeprefix("counselor."), "")
    near = {
        len(place): entry
        for entry, places in ENTRIES.items()
        for place in places
        if f"{page}.".startswith(f"{place}.")
    }
    return near[max(near)] if near else ""
