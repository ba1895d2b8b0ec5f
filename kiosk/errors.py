"""What can go wrong in the house, in one sentence each."""


class KioskError(Exception):
    """Something in the house went wrong."""


class UnknownChild(KioskError, LookupError):
    """No child of this house has this id."""


class HasLeft(UnknownChild):
    """A child that has left the program does not come to the house any more."""


class UnknownVisit(KioskError, LookupError):
    """No visit of this house has this number."""


class UnknownRecord(KioskError, LookupError):
    """No record of this house has this id."""


class NotHers(KioskError, PermissionError):
    """A record can be rewritten only by the counselor who wrote it, while she is in office."""


class UnknownCounselor(KioskError, LookupError):
    """No counselor of this house has this id."""


class BadInput(KioskError, ValueError):
    """What was typed cannot be taken; the message says why."""


class ChangedMeanwhile(KioskError):
    """What is to be written over is not what was read any more."""


class NotFounded(KioskError, LookupError):
    """The house has not been set up yet."""


class AlreadyFounded(KioskError, ValueError):
    """The house has been set up before."""


class WrongPassphrase(KioskError, PermissionError):
    """No key slot opens with this passphrase."""


class LastKey(KioskError, PermissionError):
    """Without this counselor's key nobody could unlock the panel any more."""


class StickUnwritable(KioskError, OSError):
    """A USB stick does not take a file."""


class NoPanel(KioskError, LookupError):
    """The house does not know the key of the expert panel yet."""


class TooMuchWaits(KioskError):
    """What waits to be sent has filled its room: something has to arrive first."""


class NoSodium(KioskError, ImportError):
    """Nothing can be sealed on this machine."""


class WeakPassphrase(KioskError, ValueError):
    """The passphrase is easy to guess."""


class VaultLocked(KioskError, PermissionError):
    """A sealed record was asked for while the vault is locked."""


class TooLong(KioskError, ValueError):
    """A text does not fit into the length that every record of its kind has."""


class Unreadable(KioskError, ValueError):
    """A sealed record does not open with the house's key."""


class StoreError(KioskError):
    """The house's records cannot be read or written."""


class StoreFull(StoreError, OSError):
    """There is no room left to keep a record."""


class StoreAway(StoreError):
    """The disk that holds the records is not there."""


class StoreTooNew(StoreError):
    """The records were written by a newer version of this program."""


class StoreDamaged(StoreError):
    """The records are damaged."""


class StoreReadOnly(StoreError, PermissionError):
    """The card can only be read: nothing is kept, everything can be looked at."""


class BackupFailed(StoreError):
    """A backup could not be made, or could not be read back."""


class NotRestored(StoreError, OSError):
    """A database could not be built in the place of the house's own, which is untouched."""


class BadBackup(KioskError, ValueError):
    """A file is no backup, is damaged, or does not open with this key."""


class OtherKey(BadBackup):
    """A sound backup that does not open with this key."""


class AlreadyServed(KioskError):
    """Another process serves this house."""


class PortTaken(KioskError, OSError):
    """Another program listens where the house wants to."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is taken: stop what runs there, or choose another --port.")


class GameDidNotStart(KioskError, OSError):
    """The game's process could not be started."""
