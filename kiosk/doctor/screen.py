"""The screen: plugged in, drawn on, dimmed, and felt."""

from collections.abc import Iterator
from pathlib import Path

from hardware import screen, touch
from hardware.backlight import Backlight
from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, unknown, well


def connector(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether a screen is plugged in."""
    places = screen.connectors()
    there = next((one for one in places if one.has_screen), None)
    if there:
        said = _("A screen is plugged in ({place}, {size}).")
        yield well("connector", said, place=there.name, size=there.size)
    elif places:
        said = _("No screen is plugged in.")
        yield ill("connector", said, _("Look at its cable at both ends, and at its own power."))
    else:
        yield unknown("connector", _("This computer does not tell of screens."))


def compositor(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether something draws on the screen."""
    runs = screen.compositor()
    if runs:
        yield well("compositor", _("The screen is drawn on by {program}."), program=runs)
    elif screen.answers():
        yield well("compositor", _("The screen is drawn on."))
    elif not screen.connectors():
        yield unknown("compositor", _("Nothing draws on a screen here."))
    elif not screen.may_see_processes():
        yield unknown("compositor", _("What draws on the screen cannot be seen from here."))
    else:
        said = _("Nothing draws on the screen now.")
        yield ill("compositor", said, _("Restart the box; if it stays so, call headquarters."))


def backlight(config: HouseConfig) -> Iterator[Result]:
    """Tell whether the screen can be dimmed."""
    if Backlight(Path(config.backlight)).is_there:
        yield well("backlight", _("The screen's light can be dimmed."))
    else:
        said = _("The screen's light cannot be dimmed: at rest the screen is switched off.")
        yield unknown("backlight", said)


def fingers(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether there is something that feels fingers."""
    found = touch.touch_screens()
    if found:
        yield well("touch", _("Touch is felt by {names}."), names=tuple(found))
    else:
        said = _("No touch screen is found.")
        yield ill("touch", said, _("Plug the screen's touch (USB) cable in again, and restart."))
