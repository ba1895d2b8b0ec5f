"""Remember the way a firefly took, and tap it after it; later on, back again.

Reading order: content.toml (levels), rules.py (the game itself, pure), layout.py (where the bushes
stand, in millimetres), view.py (draws and listens).
"""
