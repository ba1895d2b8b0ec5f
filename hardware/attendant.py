"""Decides what the box tells the house and what it shows: pure, any steady clock's times come in.

It gathers what lines do and what the house says, and hands out events and what is to be shown.
"""

from dataclasses import dataclass

from hardware.held import Held
from hardware.parts import Wiring
from hardware.rhythms import CALLING, RING, SIGNS, TAKEN, Mood, Rhythm
from hardware.telling import KEEPS, Event, HouseState

# A house that starts is silent for a while; one that is silent for longer needs somebody.
PATIENCE = 90.0
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be shown: a colour, and levels of the help button's light and of the tone."""

    colour: tuple[float, float, float]
    help_light: float
    tone: float


class Attendant:
    """Stands beside the screen: one for a box, from its start on."""

    def __init__(self, wiring: Wiring, now: float) -> None:
        """Begin: somebody switched it on, so somebody is here until a sensor sees nobody."""
        self._wiring = wiring
        self._events: list[Event] = []
        self._help = Held(self._seconds("help", "held_seconds"))
        self._off = Held(self._seconds("off", "held_seconds"))
        self._mains = Held(self._seconds("ups", "wait_seconds"))
        self._still = Held(self._seconds("presence", "away_seconds"))
        # A house that let its screen sleep may have been up before, and knows of nobody.
        self._told_of_somebody = False
        self._house: HouseState | None = None
        self._heard = now
        self._calls = self._stood_before = False
        # What was asked for and no house has heard yet.
        self._asks, self._asked = Held(KEEPS), Event.HELP
        self._mood, self._mood_since = Mood.ASLEEP, now
        self._tone: tuple[Rhythm, float] | None = None

    @property
    def someone_is_here(self) -> bool:
        """Tell whether somebody moved lately."""
        return not self._still.counted

    def help_button(self, now: float, *, pressed: bool) -> None:
        """Call as soon as the button is touched; a hold that begins beside a call ends the call.

        A child that presses hard and long calls, then, and takes nothing back.
        """
        if not pressed:
            self._help.end()
            return
        self._stood_before = self._calls
        self._help.begin(now)
        self._calls = True
        self._sound(RING, now)
        # A call is told before all else.
        if not self._stood_before:
            self._ask(now, Event.HELP)
        self._feel_somebody(now)

    def off_button(self, now: float, *, pressed: bool) -> None:
        """Begin to count, or stop."""
        if pressed:
            self._feel_somebody(now)
            self._off.begin(now)
        else:
            self._off.end()

    def presence(self, now: float, *, moves: bool) -> None:
        """Wake the house at once; let it sleep when nobody has moved for long."""
        if moves:
            self._see_somebody()
        else:
            self._still.begin(now)

    def mains(self, now: float, *, failed: bool) -> None:
        """Begin to count, or stop: most cuts are short."""
        if failed:
            self._mains.begin(now)
        else:
            self._mains.end()

    def hear(self, now: float, said: HouseState, to: Event | None = None) -> None:
        """Hear how the house is; `to` is what it answers, None where it was only asked."""
        was_away, self._house, self._heard = self._house is None, said, now
        if to is self._asked:
            self._asks.end()
        # What it said before it heard of a call knows nothing of it.
        if self._asks.since is None:
            self._calls = said.calls
        # One that has just started does not know.
        if was_away and not self.someone_is_here:
            self._events.append(Event.NOBODY_HERE)
        if was_away and self._mains.counted:
            self._events.append(Event.POWER_FAILED)

    def lose(self) -> None:
        """Note that the house does not answer: what it said before holds no more."""
        self._house = None

    def step(self, now: float) -> list[Event]:
        """Take the time that has come; tell all that has to be told, once."""
        if self._help.step(now) and self._stood_before:
            self._calls = False
            self._ask(now, Event.SOMEBODY_CAME)
            self._sound(TAKEN, now)
        if self._off.step(now):
            self._events.append(Event.SWITCH_OFF)
            self._sound(TAKEN, now)
        if self._asks.step(now):
            # It is told no more: a light would promise what nobody knows, and keep who presses
            # again from calling.
            self._asks.end()
            self._calls = False
        # A silent house is told when it answers, if they are gone still: by then they may be back.
        if self._mains.step(now) and self._house:
            self._events.append(Event.POWER_FAILED)
        if self._still.step(now):
            self._events.append(Event.NOBODY_HERE)
        told, self._events = self._events, []
        return told

    def mood(self, now: float) -> Mood:
        """Tell how the house is, or what its silence means."""
        if self._calls:
            return Mood.NEEDS
        if self._house:
            return self._house.mood
        return Mood.NEEDS if now - self._heard >= PATIENCE else Mood.ASLEEP

    def shown(self, now: float) -> tuple[Shown, float | None]:
        """Tell what is to be shown now, and when something is due; None: nothing ever is."""
        mood = self.mood(now)
        if mood is not self._mood:
            self._mood, self._mood_since = mood, now
        sign = SIGNS[mood]
        level, changes = sign.rhythm.at(now - self._mood_since)
        light, blinks = CALLING.at(now - self._mood_since) if self._calls else (0.0, None)
        tone, sounds = self._tone_at(now)
        helds = (self._help, self._off, self._mains, self._still, self._asks)
        due = [one.due for one in helds if one.due is not None and one.due < _NEVER]
        due += [now + one for one in (changes, blinks, sounds) if one is not None]
        if self._house is None and mood is Mood.ASLEEP:
            due.append(self._heard + PATIENCE)
        red, green, blue = (level * one for one in sign.colour)
        return Shown((red, green, blue), light, tone), min(due, default=None)

    def _see_somebody(self) -> None:
        if not (self.someone_is_here and self._told_of_somebody):
            self._events.append(Event.SOMEONE_HERE)
        self._told_of_somebody = True
        self._still.end()

    def _feel_somebody(self, now: float) -> None:
        """Take a finger for somebody too, whom the sensor may not see."""
        was_still = self._still.since is not None
        self._see_somebody()
        if was_still:
            self._still.begin(now)

    def _ask(self, now: float, event: Event) -> None:
        self._asks.end()
        self._asks.begin(now)
        self._asked = event
        self._events.append(event)

    def _seconds(self, name: str, key: str) -> float:
        part = self._wiring.get(name)
        return getattr(part, key) if part else _NEVER

    def _sound(self, rhythm: Rhythm, now: float) -> None:
        if self._house is None or not self._house.quiet:
            self._tone = (rhythm, now)

    def _tone_at(self, now: float) -> tuple[float, float | None]:
        if self._tone is None:
            return 0.0, None
        rhythm, began = self._tone
        level, changes = rhythm.at(now - began)
        if changes is None:
            self._tone = None
        return level, changes
