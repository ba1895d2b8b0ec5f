"""What rules, records and the wire say and the panel shows: listed so that its catalogs know it."""

from flask_babel import lazy_gettext as lazy

# Why a visit is not kept.
FAULTS = (
    lazy("The house does not know the date: please set it first."),
    lazy("This day has not come yet."),
    lazy("Visits of that day are no longer kept."),
    lazy("This time is outside the day."),
    lazy("This time has not come yet."),
    lazy("Nobody goes home before coming."),
    lazy("The child was here at that time already."),
    lazy("No guardian has agreed that visits are kept."),
)

# Why a recording is not kept.
RECORDING_FAULTS = (
    lazy("This file is not a whole WAV file."),
    lazy("This WAV file is of another kind: it must be 16 bit, mono, 16 kHz."),
    lazy("This is longer than six seconds: please say it shorter, or cut it."),
    lazy("This is too short to be a sentence."),
    lazy("Nothing can be heard: perhaps the microphone is switched off."),
)

# Why settings do not go together.
SETTING_FAULTS = (
    lazy("A sitting cannot be longer than the whole day."),
    lazy("Please choose two different times."),
    lazy("Please choose both times, or neither."),
    lazy("Please tap at least one day."),
    lazy("These are more than the last answers that are looked at."),
)

# What the wire may report.
TROUBLES = (
    lazy("Headquarters cannot be reached."),
    lazy("The address is not like https://hq.example.org."),
    lazy("Enrolment to another machine needs https://."),
    lazy(
        "The certificate of headquarters is not valid on this house's date:"
        " please set the date first."
    ),
    lazy(
        "Headquarters does not take this code: it may be mistyped, used or out of date. "
        "Ask headquarters for a new one."
    ),
    lazy("This code is for another house: ask headquarters for one of this house."),
    lazy("The connection could not be kept. Please try again with a new code."),
    lazy("Headquarters does not answer in time."),
    lazy("The connection to headquarters is not secure: its certificate is not right."),
    lazy("What answered is not headquarters: perhaps the network asks for a sign-in."),
    lazy("The certificate of headquarters has expired, or the date is wrong here."),
    lazy("The file of the foundation's authority cannot be read, or holds no certificate."),
    lazy("The network's proxy does not let the house through."),
    lazy("Something on the way lets no letters of this size pass."),
    lazy("Headquarters cannot take anything right now."),
    lazy("What answered is not headquarters: its signature is not right."),
    lazy("Headquarters answered, but took nothing of what came."),
    lazy("What carries to headquarters ended before it answered."),
    lazy("Headquarters says that it has less than before: the house will ask once more."),
    lazy("Headquarters does not know this house's signature: enrol the house again."),
    lazy("The address of headquarters is not right."),
    lazy("The answer is for another house or epoch."),
    lazy("The answer is for another epoch."),
    lazy("Nothing could be written to this stick."),
    lazy("Not everything could be written to this stick."),
    lazy("The file cannot be read."),
    lazy("The bytes are not CBOR."),
    lazy("The bytes are not in their one deterministic form."),
    lazy("The request is not an array of envelopes."),
    lazy("This code confirms nothing that waits here: please compare it letter by letter."),
)

# What a backup may fail with, and what the house may have to tell.
BACKUP_TROUBLES = (
    lazy("There is no room for a backup there."),
    lazy("No backup can be written there."),
    lazy("The records cannot be read for a backup."),
    lazy("The backup could not be read back, so it does not count."),
    lazy("Another backup is being made: try again later."),
)

NOTICES = (
    lazy("The records were damaged. They were restored from the backup of %(when)s."),
    lazy("The records were missing. They were restored from the backup of %(when)s."),
    lazy("The records were restored from the backup of %(when)s."),
    lazy(
        "What was erased, or taken back by a guardian, after that backup may be here again: "
        "please do it once more."
    ),
    lazy("Who can unlock the panel is as it was then: please look under Counselors."),
    lazy("The records were damaged and no backup could be read: the house began empty."),
    lazy("A part of the records is damaged and no backup of it can be read: call headquarters."),
    lazy("The nightly backup could not be made. Please look at the backups under Upkeep."),
    lazy("The card is full. The house has given up its last reserve: please call headquarters."),
)
