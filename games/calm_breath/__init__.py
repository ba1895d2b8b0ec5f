"""Breathe along: in with the flower that opens, out with the candle that bends.

Reading order: content.toml (levels, scenes), content.py (reads them), rules.py (the breathing
itself, pure), motions.py (what moves with a breath), layout.py (where it stands, in millimetres),
drawings.py (the flower, the candle and the soup that we draw ourselves), view.py (draws and says).
"""
