"""Sound: a card, and a voice."""

import subprocess
from collections.abc import Iterator

from games import speech
from games.languages import DEFAULT
from hardware import health
from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, well

_PATIENCE = 20.0
# A WAV file of no sound at all is this long.
_HEAD_BYTES = 44


def card(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether the machine has a sound card."""
    if health.has_sound_card():
        yield well("sound_card", _("A sound card is found."))
    else:
        said = _("No sound card is found: children hear nothing.")
        yield ill("sound_card", said, _("Plug the loudspeaker in again, and restart."))


def voice(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether the computer's voice is installed."""
    if speech.can_say(DEFAULT):
        yield well("voice", _("The computer's voice is found."))
    else:
        said = _("The computer's voice is missing: children hear only what was recorded.")
        yield ill("voice", said, _("Ask headquarters for the stick that installs espeak-ng."))


def speaking(_config: HouseConfig) -> Iterator[Result]:
    """Let the voice say a word, to nobody: what it makes is looked at and thrown away."""
    if not speech.can_say(DEFAULT):
        return
    # A word that does not lie spelled already: whether it can be spelled is looked at, too.
    if _makes_a_sound(speech.command(DEFAULT, "你好", "--stdout")):
        yield well("speaking", _("The computer's voice speaks."))
    else:
        said = _("The computer's voice is there, but says nothing.")
        yield ill("speaking", said, _("Ask headquarters for the stick that installs espeak-ng."))


def _makes_a_sound(command: list[str] | None) -> bool:
    if command is None:
        return False
    done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)
    return len(done.stdout) > _HEAD_BYTES
