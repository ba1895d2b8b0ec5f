"""Write 300 first characters, stroke by stroke.

Nobody draws: of two to four strokes the child taps the one that is written next, and the brush
writes it. The strokes and their order are Make Me a Hanzi's, after fonts of Arphic Technology
(ARPHICPL.TXT); they keep to the order that schools of the mainland teach.

Reading order: content.toml (levels, characters, their words), make_strokes.py (writes
strokes.json), content.py (reads both), rules.py (the game itself, pure), layout.py (where
everything stands, in millimetres), drawing.py (characters as SVG), view.py (draws, says, listens).
"""
