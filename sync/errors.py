"""What can go wrong on the wire, in one sentence each."""


class SyncError(Exception):
    """Something between a house and headquarters went wrong.

    retry_after: seconds for which whoever answered asked to be left alone.
    """

    retry_after: float = 0.0


class BadEnvelope(SyncError, ValueError):
    """The bytes are not an envelope that this side can trust."""


class CourierError(SyncError):
    """The envelopes could not be carried.

    permanent: True when trying again without a change cannot help.
    """

    def __init__(self, message: str, *, permanent: bool = False, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after


class WrongDate(CourierError):
    """A certificate is right but for its dates: it, or this house's clock, is out of date."""


# How a sentence begins of which the rest is headquarters' own.
REFUSED = "Headquarters refused: "


class RefusedByHeadquarters(CourierError):
    """Headquarters itself said that it does not take what came."""


class RefusedWhole(RefusedByHeadquarters):
    """A request was refused as one: of its envelopes some may be welcome by themselves."""


class NothingTaken(CourierError):
    """Headquarters answered, but nothing of what it was sent is settled."""


class CannotPrint(SyncError):
    """A page could not be laid out on paper."""


class NotEnrolled(SyncError, LookupError):
    """The house does not know headquarters yet."""


class SettingsError(SyncError, ValueError):
    """The configuration holds mistakes; the message lists all of them."""


class AlreadyEnrolled(SyncError, ValueError):
    """The house knows headquarters already."""


class OtherHouse(SyncError, ValueError):
    """Headquarters gave another house's name to this one."""


class WrongCode(SyncError, ValueError):
    """No confirmation of what waits here has this code."""


class BadHalf(SyncError, ValueError):
    """What was given is not one half of a recovery key, or not the other one."""
