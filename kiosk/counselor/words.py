"""The panel's words for what the domain names."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from babel import Locale
from flask_babel import (
    LazyString,
    format_datetime,
    format_decimal,
    format_timedelta,
    get_locale,
    gettext,
)
from flask_babel import lazy_gettext as lazy

from games import languages
from kiosk.domain.ages import AgeBand
from kiosk.domain.allowed import Allowed
from kiosk.domain.backups import Made
from kiosk.domain.clock import Source
from kiosk.domain.consent import ConsentWay, Purpose
from kiosk.domain.days import Closing
from kiosk.domain.fetchings import Fetcher
from kiosk.domain.holdings import Group
from kiosk.domain.hotlines import Hotline
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.moods import About, Face
from kiosk.domain.recordings import Standing
from kiosk.domain.retention import Shelf
from kiosk.domain.settings import Loudness
from kiosk.domain.visits import Arrival
from kiosk.house import current_house
from kiosk.store.attendance.days import Journey
from kiosk.store.notices import Notice
from sync.errors import REFUSED

Meaning = TypeVar("Meaning")

# The panel itself is for counselors: all of them read Mandarin.
PANEL = tuple(one for one in languages.LANGUAGES if one not in languages.APPROVED_FIRST)


def language(locale: str) -> str:
    """Tell the name of a child's language, in itself and in the panel's own."""
    own = languages.LANGUAGES[locale].name
    known_as = Locale.parse(locale).get_display_name(get_locale())
    return own if locale in PANEL else f"{own} {known_as}"


def tag(locale: str) -> str:
    """Tell how HTML names a language."""
    return languages.LANGUAGES[locale].tag


LANGUAGES = {locale: LazyString(language, locale) for locale in languages.LANGUAGES}
COLOURS = {
    "sun": lazy("Yellow"),
    "leaf": lazy("Green"),
    "sky": lazy("Blue"),
    "berry": lazy("Red"),
    "plum": lazy("Purple"),
}
BANDS = {
    AgeBand.SMALL: lazy("4 to 7 years"),
    AgeBand.MIDDLE: lazy("8 to 10 years"),
    AgeBand.BIG: lazy("11 to 14 years"),
}
ALLOWED = {
    Allowed.ALL: lazy("All games"),
    Allowed.WITHOUT_LETTERS: lazy("Games without letters and sums"),
    Allowed.NONE: lazy("No games"),
}
LOUDNESS = {
    Loudness.OFF: lazy("Silent"),
    Loudness.SOFT: lazy("Soft"),
    Loudness.NORMAL: lazy("Normal"),
    Loudness.LOUD: lazy("Loud"),
}
WEEKDAYS = {
    1: lazy("Mon"),
    2: lazy("Tue"),
    3: lazy("Wed"),
    4: lazy("Thu"),
    5: lazy("Fri"),
    6: lazy("Sat"),
    7: lazy("Sun"),
}
WAYS = {ConsentWay.PAPER: lazy("On paper"), ConsentWay.SPOKEN: lazy("Spoken")}
PURPOSES = {
    Purpose.VISITS: lazy("Visits"),
    Purpose.MOODS: lazy("Feelings"),
    Purpose.PLAYS: lazy("Games"),
}
MEANINGS = {
    Purpose.VISITS: lazy(
        "The house keeps when the child came and when it went home, "
        "and by whom a child under 8 says it is fetched. "
        "Without this the child still comes and plays, as a guest."
    ),
    Purpose.MOODS: lazy(
        "The house keeps the face that the child taps: how it feels, "
        "from 8 years on what about, if it shows that, "
        "and how it liked the day in the house. Only the counselor can read it, "
        "and no single answer ever leaves the house."
    ),
    Purpose.PLAYS: lazy(
        "The house keeps which answers in the games were right, "
        "so that a game becomes neither too easy nor too hard."
    ),
}
FACES = {
    Face.VERY_LOW: lazy("very low"),
    Face.LOW: lazy("low"),
    Face.MIDDLE: lazy("so-so"),
    Face.HIGH: lazy("good"),
    Face.VERY_HIGH: lazy("very good"),
}
STANDINGS = {
    Standing.MISSING: lazy("not recorded"),
    Standing.RECORDED: lazy("recorded, not approved"),
    Standing.APPROVED: lazy("children hear it"),
    Standing.OUT_OF_DATE: lazy("out of date"),
}
ABOUTS = {
    About.HOME: lazy("home"),
    About.FRIENDS: lazy("friends"),
    About.SCHOOL: lazy("school"),
    About.BODY: lazy("its body"),
    About.SLEEP: lazy("sleep"),
    About.OTHER: lazy("something else"),
}
FETCHERS = {
    Fetcher.GRANDMOTHER: lazy("grandmother comes"),
    Fetcher.GRANDFATHER: lazy("grandfather comes"),
    Fetcher.MOTHER: lazy("mother comes"),
    Fetcher.FATHER: lazy("father comes"),
    Fetcher.GROWN_UP: lazy("another grown-up comes"),
    Fetcher.SIBLING: lazy("brother or sister comes"),
    Fetcher.NOBODY: lazy("it walks by itself"),
}
JOURNEYS = {
    Journey.KEPT: lazy("Kept in the house"),
    Journey.WAITING: lazy("Waits to be sent"),
    Journey.ARRIVED: lazy("Headquarters has it"),
    Journey.REFUSED: lazy("Not taken by headquarters"),
}
ARRIVALS = {
    Arrival.TOUCH: lazy("tapped by the child"),
    Arrival.COUNSELOR: lazy("let in by hand"),
    Arrival.PAPER: lazy("from paper"),
}
GROUPS = {
    Group.CARD: lazy("Card and file"),
    Group.HOUSEHOLD: lazy("Household"),
    Group.CONSENTS: lazy("Consents"),
    Group.VISITS: lazy("Visits"),
    Group.MOODS: lazy("Feelings"),
    Group.FEEDBACK: lazy("Answers about the day"),
    Group.PLAYS: lazy("Answers in games"),
    Group.RATINGS: lazy("How far it is in its games"),
    Group.TALKS: lazy("Requests to talk"),
    Group.CASES: lazy("Records"),
    Group.ACTIVITIES: lazy("Activities"),
    Group.TAGS: lazy("Tags"),
    Group.FETCHINGS: lazy("By whom it is fetched"),
    Group.SNOOZES: lazy("A quiet chat, put off"),
}
SHELVES = {
    Shelf.VISITS: lazy("Visits"),
    Shelf.MOODS: lazy("Feelings"),
    Shelf.FEEDBACK: lazy("Answers about the day"),
    Shelf.FETCHINGS: lazy("By whom it is fetched"),
    Shelf.TALKS: lazy("Answered requests to talk"),
    Shelf.PLAYS: lazy("Answers in games"),
    Shelf.AUDIT: lazy("Lines of the audit"),
}
CLOSINGS = {Closing.CLOCK: lazy("by the clock"), Closing.COUNSELOR: lazy("by hand")}
SOURCES = {
    Source.UNKNOWN: lazy(
        "Nobody knows the date: this computer has no clock that runs without power."
    ),
    Source.RECORD: lazy(
        "This is estimated: it goes on from the last record, "
        "as if the computer had been off for a moment only."
    ),
    Source.WALL: lazy("This is estimated: the computer's clock said so when it was switched on."),
    Source.CHIP: lazy("This is certain: the computer's clock chip told it."),
    Source.COUNSELOR: lazy("This is certain: a counselor has set it."),
    Source.HEADQUARTERS: lazy("This is certain: headquarters has told it."),
    Source.NETWORK: lazy("This is certain: the network keeps the clock right."),
}


def said(words: Mapping[Meaning, object]) -> dict[Meaning, str]:
    """Say words for a whole page: said one by one, each asks anew for the page's language."""
    return {meaning: str(word) for meaning, word in words.items()}


def tell(notice: Notice) -> str:
    """Tell a notice in the panel's language, as plain text."""
    detail = dict(notice.detail)
    if "when" in detail:
        detail["when"] = when(int(detail["when"]) // 1000)
    return str(gettext(notice.sentence)) % detail


def made(backup: Made) -> str:
    """Tell when a backup was made."""
    if not backup.is_dated:
        return str(gettext("on a day that is not known"))
    return when(int(backup.at.timestamp()))


def say(sentence: str | None) -> str:
    """Tell a sentence of the wire in the panel's language, as plain text."""
    if sentence and sentence.startswith(REFUSED):
        # Why stands in headquarters' own words, which no catalog knows.
        return str(gettext("Headquarters did not take what was sent: please call headquarters."))
    return str(gettext(sentence)) if sentence else ""


def abouts(marked: Iterable[str]) -> str:
    """Tell what a feeling is about; what another version asked is told as it is kept."""
    return " · ".join(str(ABOUTS[About(one)]) if one in set(About) else one for one in marked)


def when(seconds: int) -> str:
    """Tell a moment of the wire, in Unix seconds, on the house's wall clock."""
    at = datetime.fromtimestamp(seconds, UTC)
    is_of_this_year = at.astimezone(HOUSE_ZONE).year == current_house().clock().day.year
    # Without its year a stick of last year seems to be of yesterday.
    form = gettext("d MMMM, HH:mm") if is_of_this_year else gettext("d MMM y, HH:mm")
    return str(format_datetime(at, form))


def megabytes(count: int) -> str:
    """Tell a number of bytes in megabytes; a little is never nothing."""
    return str(format_decimal(max(count, 10_000 if count else 0) / 1_000_000, "0.##"))


def ago(then: datetime, now: datetime) -> str:
    """Tell how long ago something was."""
    return str(format_timedelta(min(then - now, timedelta(0)), add_direction=True))


def callee(line: Hotline) -> str:
    """Tell whom a number reaches; what a counselor wrote stays as she wrote it."""
    return str(gettext(line.purpose)) if line.key else line.purpose


def shelves(counts: str) -> str:
    """Tell what was let go of, written in the audit as "moods 3 visits 1"."""
    parts = counts.split()
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return " · ".join(
        f"{SHELVES[Shelf(name)]} {number}" for name, number in pairs if name in set(Shelf)
    )
