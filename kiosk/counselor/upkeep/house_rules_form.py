"""The form of what an adult can set for the house, each field named as its setting."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from games.catalog import GAMES
from kiosk.counselor.fields import ChoiceField, Given, TimeField
from kiosk.counselor.forms import RulesForm, one_of
from kiosk.counselor.words import ALLOWED, LOUDNESS, WEEKDAYS
from kiosk.domain.allowed import Allowed
from kiosk.domain.settings import DAYS, RESTS, SITTINGS, Fault, Loudness, Settings, fault_of

_GIVEN = Given(lazy("Please choose hour and minute."))
_MINUTES = {"sitting_minutes": SITTINGS, "rest_minutes": RESTS, "day_minutes": DAYS}
_TIMES = ("play_from", "play_until", "quiet_from", "quiet_until", "open_from", "open_until")


class HouseRulesForm(RulesForm):
    """How long, when, which games, how loud, and when the house is open; all by tapping."""

    sitting_minutes = ChoiceField(lazy("A child plays for"))
    rest_minutes = ChoiceField(lazy("Then its eyes rest for"))
    day_minutes = ChoiceField(lazy("In a whole day"))
    play_from = TimeField(lazy("From"), [_GIVEN])
    play_until = TimeField(lazy("Until"), [_GIVEN])
    games = SelectMultipleField(
        lazy("Games that are offered"),
        choices=[SelectChoice(one.name, one.title) for one in GAMES],
    )
    guests_play = one_of(lazy("Guests, whose age the house does not know"), ALLOWED)
    loudness = one_of(lazy("Voice and sounds"), LOUDNESS)
    quiet_from = TimeField(lazy("Quiet from"))
    quiet_until = TimeField(lazy("Quiet until"))
    open_days = SelectMultipleField(
        lazy("Open on"), choices=[SelectChoice(str(day), name) for day, name in WEEKDAYS.items()]
    )
    open_from = TimeField(lazy("Open from"))
    open_until = TimeField(lazy("Open until"))

    def __init__(self, now: Settings) -> None:
        super().__init__(data=_shown(now))
        self._now = now
        for name, steps in _MINUTES.items():
            self[name].choices = list(_choices(steps, getattr(now, name)))

    def fault(self) -> Fault | None:
        """Tell what does not go together."""
        return fault_of(self.wanted())

    def wanted(self) -> Settings:
        """Tell what is to be set; a game that comes with an update is offered where all are."""
        chosen = frozenset(self.games.data)
        minutes: dict[str, Any] = {name: float(self[name].data) for name in _MINUTES}
        times: dict[str, Any] = {name: self[name].data for name in _TIMES}
        return replace(
            self._now,
            **minutes,
            **times,
            games=None if chosen == {game.name for game in GAMES} else chosen,
            guests_play=Allowed(self.guests_play.data),
            loudness=Loudness(self.loudness.data),
            open_days=frozenset(int(day) for day in self.open_days.data),
        )


def _choices(steps: Iterable[int], now: float) -> Iterable[SelectChoice]:
    """Offer the steps, and what stands in the configuration between two of them."""
    for minutes in sorted({*steps, now}):
        label = gettext("%(minutes)s min", minutes=f"{minutes:g}")
        yield SelectChoice(f"{minutes:g}", label)


def _shown(now: Settings) -> dict[str, object]:
    return {
        **{name: f"{getattr(now, name):g}" for name in _MINUTES},
        **{name: getattr(now, name) for name in _TIMES},
        "games": [game.name for game in GAMES if now.offers(game.name)],
        "guests_play": now.guests_play,
        "loudness": now.loudness,
        "open_days": [str(day) for day in sorted(now.open_days)],
    }
