"""Sort cards into baskets by the sign; the sign changes, and the sorting with it.

Reading order: content.toml (levels), rules.py (the game itself, pure), layout.py (sign, card and
baskets, in millimetres), cards.py (draws a card's things and the signs), view.py (draws, listens).
"""
