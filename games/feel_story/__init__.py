"""Hear and see what happened to somebody, and tap how that one feels; nothing is ever wrong.

No psychologist has read the stories yet: one must before children hear them.

Reading order: content.toml (levels, faces, stories), content.py (reads them), rules.py (the game
itself, pure), layout.py (where the faces stand, in millimetres), view.py (draws, tells, listens).
"""
