"""Find the pairs together: turn two cards; everybody plays for the same table.

Reading order: content.toml (pictures and levels), content.py (reads it), rules.py (the game
itself, pure), layout.py (where the cards lie, in millimetres), view.py (draws and listens).
"""
