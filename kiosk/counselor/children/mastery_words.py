"""The panel's words for how far a child is in a game: plain bands, never a mark."""

from flask_babel import lazy_gettext as lazy

from games.mastery import Mastery

MASTERY = {
    Mastery.BEGINNING: lazy("just beginning"),
    Mastery.GETTING_TO_KNOW: lazy("getting to know it"),
    Mastery.GETTING_ON: lazy("getting on"),
    Mastery.AT_HOME: lazy("at home in it"),
    Mastery.SURE: lazy("sure of it"),
}
