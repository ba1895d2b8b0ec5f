"""Walk home on numbered stones before the rain: step on, find the stone, ten more, one less.

Reading order: content.toml (levels, words), walks.py (lays out a walk), rules.py (the game itself,
both pure), layout.py (where the stones lie, in millimetres), stones.py (stones, dots and rods),
card.py (draws what is asked), view.py (draws and listens).
"""
