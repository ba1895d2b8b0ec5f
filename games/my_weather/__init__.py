"""Look how the weather is in oneself, where in the body it is felt, and what would do one good.

Nothing of it is told or kept: not the weather, not the place, not the idea. What is said aloud is
the same whatever was chosen, since others are in the room, until the idea at the end is told. No
psychologist has read the ideas yet: one must before children hear them.

Reading order: content.toml (weathers, ideas), content.py (reads them), rules.py (the game itself,
pure), body.py (the body that we draw ourselves), layout.py (where the cards stand, in millimetres),
view.py (draws, asks, listens).
"""
