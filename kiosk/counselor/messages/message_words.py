"""The panel's words for messages and questions, and how a bulletin reads in its language."""

from dataclasses import dataclass

from flask_babel import LazyString, get_locale, gettext
from flask_babel import lazy_gettext as lazy

from kiosk.domain.directions import Outcome
from kiosk.domain.questions import Progress
from sync.errors import BadEnvelope
from sync.inbox import Came
from sync.materials import Material
from sync.messages import ANNOUNCEMENT, BULLETINS, GUIDANCE, MATERIAL, REPLY, SETTINGS, Bulletin

# What a counselor reads, the first on a page of its own; messages of other kinds are not for her.
LETTERS = (*BULLETINS, SETTINGS)
FOR_HER = (*LETTERS, MATERIAL, REPLY)

KINDS = {
    ANNOUNCEMENT: lazy("Announcement"),
    GUIDANCE: lazy("Guidance"),
    MATERIAL: lazy("Training text"),
    SETTINGS: lazy("Settings"),
}
PROGRESS = {
    Progress.WAITING: lazy("Waits to be sent"),
    Progress.ARRIVED: lazy("Headquarters has it"),
    Progress.REFUSED: lazy("Not taken by headquarters"),
    Progress.ANSWERED: lazy("Answered"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A letter of headquarters as the page shows it.

    at: when it was written, in Unix seconds. sets: what it sets, in sentences; outcome: what became
    of that, None while nothing has; pages: where it can be set otherwise, and their names.
    """

    number: int
    kind: str
    at: int
    title: str
    body: str
    is_new: bool
    sets: tuple[str, ...] = ()
    outcome: Outcome | None = None
    pages: tuple[tuple[str, LazyString], ...] = ()


def read(came: Came) -> Read:
    """Tell a bulletin in the panel's language; one that makes no sense is told as that."""
    is_new = came.read_at is None
    try:
        bulletin = (Material if came.kind == MATERIAL else Bulletin).from_content(came.content)
    except BadEnvelope:
        title = gettext("cannot be read")
        return Read(came.number, came.kind, came.came_at, title, "", is_new)
    title, body = bulletin.in_language(str(get_locale()))
    return Read(came.number, came.kind, bulletin.at, title, body, is_new)
