"""What a page says to a child: one short sentence, shown small and said aloud."""

from flask_babel import lazy_gettext

from kiosk.domain.fetchings import Fetcher
from kiosk.domain.moods import About, Face

PROMPTS = {
    "asleep": lazy_gettext("Tap the hand when you are here."),
    "who": lazy_gettext("Who are you? Tap your picture."),
    "code": lazy_gettext("Tap your two pictures."),
    "code_again": lazy_gettext("Nearly. Tap your two pictures once more."),
    "code_help": lazy_gettext("Let us ask the counselor. She can help."),
    "no_tag": lazy_gettext("I do not know this card yet. Take your picture."),
    "feel": lazy_gettext("How do you feel? Tap a face. Or skip."),
    "feel_about": lazy_gettext("How do you feel? And what about? Or skip."),
    "thanks": lazy_gettext("Thank you. What would you like to do?"),
    "games": lazy_gettext("Which game would you like?"),
    "enough": lazy_gettext("The games rest now. Let us look outside."),
    "playing": lazy_gettext("The game is on."),
    "rest": lazy_gettext("Breathe in slowly. And out."),
    "outside": lazy_gettext("Look out of the window, far away. Your eyes rest."),
    "talk": lazy_gettext("Your counselor will come to talk with you."),
    "talk_away": lazy_gettext("She comes when she is back. You can also call."),
    "talk_closed": lazy_gettext("She comes when we open again. You can also call."),
    "numbers": lazy_gettext("You can call here. Somebody will listen."),
    "fetch": lazy_gettext("Who fetches you? Tap a picture. Or skip."),
    "today": lazy_gettext("How was it here today? Tap a face. Or skip."),
    "good_night": lazy_gettext("Good night. The house goes to sleep now."),
    "waking": lazy_gettext("The house is waking up. Please wait a moment."),
    "bye": lazy_gettext("Goodbye. Get home safely!"),
    "empty": lazy_gettext("Nobody lives here yet. Fetch the counselor."),
    "no_game": lazy_gettext("This game is asleep. Take another one."),
    "trouble": lazy_gettext("Something is not right. Please fetch the counselor."),
}

FACE_NAMES = {
    Face.VERY_LOW: lazy_gettext("Very sad"),
    Face.LOW: lazy_gettext("Sad"),
    Face.MIDDLE: lazy_gettext("So-so"),
    Face.HIGH: lazy_gettext("Glad"),
    Face.VERY_HIGH: lazy_gettext("Very glad"),
}

ABOUT_NAMES = {
    About.HOME: lazy_gettext("At home"),
    About.FRIENDS: lazy_gettext("Friends"),
    About.SCHOOL: lazy_gettext("School"),
    About.BODY: lazy_gettext("My body"),
    About.SLEEP: lazy_gettext("Sleep"),
    About.OTHER: lazy_gettext("Something else"),
}

ABOUT_PICTURES = {
    About.HOME: "1F3E0",
    About.FRIENDS: "1F46D",
    About.SCHOOL: "1F3EB",
    About.BODY: "1FA79",
    About.SLEEP: "1F6CF",
    About.OTHER: "1F4AD",
}

FETCHER_NAMES = {
    Fetcher.GRANDMOTHER: lazy_gettext("Grandmother"),
    Fetcher.GRANDFATHER: lazy_gettext("Grandfather"),
    Fetcher.MOTHER: lazy_gettext("Mother"),
    Fetcher.FATHER: lazy_gettext("Father"),
    Fetcher.GROWN_UP: lazy_gettext("Another grown-up"),
    Fetcher.SIBLING: lazy_gettext("Brother or sister"),
    Fetcher.NOBODY: lazy_gettext("I walk by myself"),
}

# Two for a brother or a sister: either is meant.
FETCHER_PICTURES = {
    Fetcher.GRANDMOTHER: ("1F475",),
    Fetcher.GRANDFATHER: ("1F474",),
    Fetcher.MOTHER: ("1F469",),
    Fetcher.FATHER: ("1F468",),
    Fetcher.GROWN_UP: ("1F464",),
    Fetcher.SIBLING: ("1F466", "1F467"),
    Fetcher.NOBODY: ("1F6B6",),
}

# The nine things of the picture codes, by their pictures.
THING_NAMES = {
    "1F302": lazy_gettext("Umbrella"),
    "1F97E": lazy_gettext("Boot"),
    "1F452": lazy_gettext("Hat"),
    "1F514": lazy_gettext("Bell"),
    "1F56F": lazy_gettext("Candle"),
    "1F6B2": lazy_gettext("Bicycle"),
    "1F9FA": lazy_gettext("Basket"),
    "1F963": lazy_gettext("Bowl"),
    "1F4D6": lazy_gettext("Book"),
}

# What the counselor reads below; by the name of the error.
REASONS = {
    "StoreFull": lazy_gettext("The card is full. Nothing was kept of the last touch."),
    "StoreAway": lazy_gettext(
        "The disk with the records is not there. Put it in, and switch off and on again."
    ),
    "StoreTooNew": lazy_gettext("The records were written by a newer version: update the kiosk."),
    "StoreDamaged": lazy_gettext("The records are damaged. Keep the card and call headquarters."),
    "StoreReadOnly": lazy_gettext(
        "The card can only be read. Nothing was kept of the last touch. Call headquarters."
    ),
    "BackupFailed": lazy_gettext(
        "No backup could be made before the update. Nothing was changed. Call headquarters."
    ),
    "StoreError": lazy_gettext(
        "The records cannot be written. Nothing was kept of the last touch."
    ),
}

# What the counselor reads while the machine goes to sleep, or does not; by the stage.
NIGHT = {
    "closing": lazy_gettext("Everything is kept. Pull the plug when the screen is dark."),
    "refused": lazy_gettext(
        "Everything is kept and closed. This computer does not switch itself off: "
        "you can pull the plug now."
    ),
    "anew": lazy_gettext("The records are being brought back. This takes a minute."),
}


# What a page may need of these; they are the same for every page.
WORDS = {
    "face_names": FACE_NAMES,
    "about_names": ABOUT_NAMES,
    "about_pictures": ABOUT_PICTURES,
    "fetcher_names": FETCHER_NAMES,
    "fetcher_pictures": FETCHER_PICTURES,
    "thing_names": THING_NAMES,
}


def say(prompt: str) -> str:
    """Tell a prompt in the language of the request."""
    return str(PROMPTS[prompt])
