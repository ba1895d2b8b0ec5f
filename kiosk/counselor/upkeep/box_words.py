"""The panel's words for what the box says of itself."""

from flask_babel import lazy_gettext as lazy

PARTS = {
    "card": lazy("Card"),
    "memory": lazy("Memory"),
    "temperature": lazy("Warmth"),
    "clock": lazy("Clock"),
    "uptime": lazy("Switched on"),
    "program": lazy("Program"),
    "network": lazy("Network"),
    "sticks": lazy("USB sticks"),
    "backup": lazy("Backup"),
    "sound": lazy("Sound"),
    "browser": lazy("Browser"),
}
# What the box says of itself; listed so that the catalogs know the sentences.
SENTENCES = (
    lazy("%(free)s GB of the card's %(all)s GB are free."),
    lazy("Only %(free)s GB of the card's %(all)s GB are free: please call headquarters."),
    lazy("%(free)s MB of %(all)s MB of memory are free."),
    lazy("Only %(free)s MB of %(all)s MB of memory are free: please restart the house tonight."),
    lazy("It is %(degrees)s °C warm inside."),
    lazy("It is %(degrees)s °C hot inside: give the box air, and keep it out of the sun."),
    lazy("How warm it is inside is not measured."),
    lazy("The clock is right."),
    lazy("The date is only estimated: please look under Date and time."),
    lazy("The house does not know the date: please set it first."),
    lazy("It has been on for %(hours)s hours."),
    lazy("The program is version %(version)s."),
    lazy("It is on the network as %(addresses)s."),
    lazy("It is on no network. Summaries wait; nothing else needs one."),
    lazy("USB sticks that are in: %(sticks)s."),
    lazy("No USB stick is in."),
    lazy("The last backup was made on %(day)s."),
    lazy("The last backup was made on %(day)s: please make one under Backups."),
    lazy("No backup has been made: please make one under Backups."),
    lazy("A loudspeaker's sound card and the computer's voice are found."),
    lazy("No sound card is found: children hear nothing. Is the loudspeaker plugged in?"),
    lazy("The computer's voice is missing: children hear only what was recorded."),
    lazy("The browser is found."),
    lazy("The browser Chromium is missing: please call headquarters."),
)
