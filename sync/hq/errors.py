"""What can go wrong at headquarters, in one sentence each."""

from sync.errors import SyncError


class HqError(SyncError):
    """Something at headquarters went wrong."""


class Refused(HqError, ValueError):
    """What was asked cannot be done; the message says why, in one plain sentence.

    sentence, values: the message with %(name)s places, so that a page can translate it.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.values = values


class NotInitialised(HqError, LookupError):
    """The data directory holds no headquarters yet."""


class NewerDatabase(HqError, RuntimeError):
    """The database was written by a newer version than this one."""


class DatabaseAway(HqError, ConnectionError):
    """The database cannot be reached or read."""


class DiskFull(DatabaseAway):
    """The database can be read, and has no room for anything more."""


class TooBusy(HqError, TimeoutError):
    """So many want the same at once that not all of them have a turn soon."""


class DamagedKeys(HqError, RuntimeError):
    """The keys of headquarters are incomplete or cannot be read."""


class DamagedBackup(HqError, ValueError):
    """A file is no backup of headquarters, or not as it was written."""


class UnknownHouse(HqError, LookupError):
    """No house of this name is on the list."""


class BadCode(HqError, PermissionError):
    """The one-time code is unknown, expired or used."""


class BadRequest(HqError, ValueError):
    """The request's body is not what the protocol asks for."""
