"""The stage every game stands on: one window, one way of touching, one look.

Reading order: run.py (one game from its first frame to its last line), window.py (what it is seen
in), sitting.py (who plays, some rounds, the calm end), round_scene.py (one round of any game),
stage.py (the loop), watchdog.py (ends one that hangs), quiet.py (the seconds without a touch),
scene.py (what a game gives the stage), scenes.py (who plays; the calm end), seats.py (whose turn it
is), storybook.py (a page of a story), area.py (places in millimetres), touch.py (fingers, mouse and
keys become one press), fingers.py (which of them rest, and on what), tags.py (a tag held up
meanwhile), script.py (presses from a file), display.py (brings a scene on the panel), canvas.py
(draws in millimetres), frame.py (paints what differs from the frame before), art.py (pictures),
shapes.py (cards, doors, seats), text.py (words), sound.py (soft tones), voice.py (spoken prompts).
"""

import os
import sys

# Under Wayland SDL brings a picture on the screen by the graphics chip, or not at all. Under X it
# can do without, and what is drawn by hand need not be copied there and back.
_by_itself = "wayland" if "WAYLAND_DISPLAY" in os.environ and "DISPLAY" not in os.environ else ""
_on_wayland = os.environ.get("SDL_VIDEODRIVER", _by_itself) == "wayland"

# SDL and pygame read these when they are first imported, so they stand here.
for _name, _value in {
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
    "SDL_NO_SIGNAL_HANDLERS": "1",
    "SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR": "0",
    "SDL_FRAMEBUFFER_ACCELERATION": "1" if _on_wayland else "0",
}.items():
    os.environ.setdefault(_name, _value)

# pygame asks for pkg_resources, which costs half of its start, and does as well without it.
_absent = "pkg_resources" not in sys.modules
if _absent:
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
try:
    import pygame  # noqa: F401
finally:
    if _absent:
        del sys.modules["pkg_resources"]
