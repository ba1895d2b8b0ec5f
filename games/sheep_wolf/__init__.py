"""Let the sheep into the fold, and wait while the wolf goes by: to stop oneself in time.

Reading order: content.toml (levels), rules.py (the game itself, pure), layout.py (fold, gate and
path, in millimetres), fence.py and animals.py (what we draw ourselves), view.py (draws and
listens).
"""
