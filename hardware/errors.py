"""What can go wrong with the box, in one sentence each."""


class HardwareError(Exception):
    """Something in the box around the screen went wrong."""


class BadWiring(HardwareError, ValueError):
    """The file of pins and parts cannot be read."""


class HouseSilent(HardwareError):
    """The house does not answer on this machine."""
