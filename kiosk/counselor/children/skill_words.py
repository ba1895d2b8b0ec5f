"""What the games strengthen, in plain words: a skill has one name, whichever game trains it."""

from flask_babel import lazy_gettext as lazy

SKILLS = {
    "memory": lazy("Remembering"),
    "span": lazy("Keeping an order in mind"),
    "stopping": lazy("Waiting before acting"),
    "switching": lazy("Changing over to a new rule"),
    "numbers": lazy("Counting and numbers"),
    "characters": lazy("Characters"),
    "feelings": lazy("Understanding feelings"),
    "calm": lazy("Becoming calm"),
    "weather": lazy("Noticing how one feels"),
    "together": lazy("Doing something together"),
    "sharing": lazy("Sharing"),
    "peace": lazy("Making peace"),
    "safety": lazy("Staying safe"),
}
