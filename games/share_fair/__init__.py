"""Share things out: first so that all have the same, later so that each has what it needs.

Who needs what is a view and not a sum: another choice is answered gently, and then it is seen
together. No psychologist has read the scenes yet.

Reading order: content.toml (scenes), content.py (reads them), rules.py (the game itself, pure),
layout.py (where people and things are, in millimetres), things.py (what we draw ourselves),
view.py (draws, tells, listens).
"""
