"""Choose what is safe: at the water, on the road, with strangers, alone at home, with a secret.

Nobody is frightened: what is not safe is told why, and what is safe is done together. No expert in
child protection and no psychologist has read the scenes yet: one must before children hear them.

Reading order: content.toml (scenes), content.py (reads them), rules.py (the game itself, pure),
view.py (draws, tells, listens).
"""
