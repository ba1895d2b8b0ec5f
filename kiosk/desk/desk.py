"""What the house does for the box around its screen.

What only the box needs is imported when it asks: children wait for the start of the house.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from flask import current_app

from kiosk.desk.call import Call
from kiosk.desk.leaving import Leaving
from kiosk.desk.screen import Screen
from kiosk.house import House

if TYPE_CHECKING:
    from hardware.telling import Event, HouseState


class Desk:
    """One house's: the call that stands, the screen, and the way to switch off."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.call, self.leaving, self.screen = Call(), Leaving(), Screen(house.config)
        self._sleeps_after_game = False

    def take(self, event: "Event") -> None:
        """Do what an event asks for."""
        from hardware.telling import Event

        doings: Mapping[Event, Callable[[], None]] = {
            Event.HELP: lambda: self.call.ring(self._house),
            Event.SOMEBODY_CAME: self.call.end,
            Event.SOMEONE_HERE: self.wake,
            Event.NOBODY_HERE: self._let_sleep,
            Event.SWITCH_OFF: lambda: self.leaving.by_button(self._house),
            Event.POWER_FAILED: lambda: self.leaving.by_failed_power(self._house),
        }
        doings[event]()

    def wake(self) -> None:
        """Wake the screen for whoever is there."""
        self._sleeps_after_game = False
        self.screen.wake()

    def _let_sleep(self) -> None:
        """Let the screen sleep; while a game is on, which feels fingers, it has the last word.

        Children who sit still are seen by no sensor, and no touch of a game would wake the screen.
        """
        self._sleeps_after_game = self._house.arcade.running
        if not self._sleeps_after_game:
            self.screen.dim()

    def _follow_the_game(self) -> None:
        """Let the screen sleep once a game that a sensor saw nobody at was left alone indeed."""
        if self._sleeps_after_game and self._house.arcade.left_alone:
            self._sleeps_after_game = False
            self.screen.dim()

    def state(self) -> "HouseState":
        """Tell how the house is. Raises StoreError."""
        from hardware.telling import HouseState
        from kiosk.desk import mood

        self._follow_the_game()
        house = self._house
        with house.database.reading() as db:
            calls = self.call.stands(db)
        facts = mood.gather(
            house, calls=calls, is_dark=self.screen.is_dark, failed=self.leaving.failed
        )
        quiet = house.settings().volume_at(house.clock()) == 0
        return HouseState(mood.mood_of(facts), calls, quiet)


def current_desk() -> Desk:
    """Tell the desk of the house that is asked."""
    desk: Desk = current_app.extensions["desk"]
    return desk
