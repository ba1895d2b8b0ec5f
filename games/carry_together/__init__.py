"""Carry a full bucket together: it moves while every child holds on, and waits when one lets go.

Reading order: content.toml (levels), rules.py (the game itself, pure), layout.py (the pads and the
way, in millimetres), drawn.py (what we draw ourselves), drawing.py (draws it all), view.py
(listens, and lets time pass).
"""
