"""Make peace in three steps: stop, say what one wants without blame, find what is good for all.

Classes learn it with a traffic light (Weissberg, Caplan & Bennetto 1988; PATHS, Kusche & Greenberg
1994), and to say "I" and not "you" (Gordon 1970). Nothing is ever scored: what helps nobody is
shown with what comes of it, and put aside. Bullying, blows and danger are for adults, and a child
learns to tell them. No psychologist has read the scenes yet: one must before children hear them.

Reading order: content.toml (what calms, what is said, scenes), content.py (reads them), rules.py
(the game itself, pure), layout.py (where everything stands, in millimetres), light.py and page.py
(draw), view.py (tells, asks, listens).
"""
