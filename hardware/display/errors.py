"""What can go wrong with the display."""

from hardware.errors import HardwareError


class NoCompositor(HardwareError):
    """No program that shows something on the screen is here, or it does not start."""
